package io.rootops.core.signal.template;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes tokens, passwords, mail addresses and card numbers out of text. It is asked about what is kept: samples, and the
 * founding line of a template.
 */
public final class SecretMask {
    /** Longer words than those that a cut in two would make unrecognisable: a login in an address, a mail address. */
    private static final int LONGEST_WORD = 200;

    // Each pattern begins at places that what it reads cannot hold again, or reads a bounded number of characters: the
    // time for a line grows with its length, whatever it holds.
    /** In a header, or before what is no word: "Basic authentication failed" tells no secret. */
    private static final Pattern SCHEME = Pattern.compile("\\b((?i:bearer|basic|digest|negotiate))\\s++"
            + "(?:(?<=(?i:authorization)\\W{1,9}\\w{5,9}\\s{1,4})|(?=[\\w.~+/=:-]*?(?:[0-9~+/=]|[a-z][A-Z])))"
            + "[\\w.~+/=:-]{8,}+");

    private static final Pattern PREFIXED =
            Pattern.compile("\\b(?:gh[pousr]_\\w{16,}+|github_pat_\\w{16,}+|glpat-[\\w-]{16,}+"
                    + "|xox[abeprs]-[\\w-]{10,}+|sk[-_][\\w-]{16,}+|[rp]k_(?:live|test)_\\w{10,}+|A[KS]IA[0-9A-Z]{16}|AIza[\\w-]{30,}+"
                    + "|npm_\\w{20,}+|dop_v1_\\w{20,}+|hv[sb]\\.[\\w-]{20,}+|eyJ[\\w-]{8,}+(?:\\.[\\w-]*+){0,4}+)");
    private static final Pattern LOGIN = Pattern.compile("(?<=://)[^\\s/@:]*+:[^\\s/@]++(?=@)");
    private static final Pattern DIGITS = Pattern.compile("(?<![\\w.-])\\d(?:[ -]?\\d){12,18}(?![\\w-])");
    /** Names of classes and files in stack traces are long, too. */
    private static final String CODE =
            "(?:\\$[\\w$]{1,100}+)?+\\." + "(?:(?:java|kt|scala|cs|go|rb|[jt]sx?):|py\\b|[\\w$<>]{1,100}+\\()";

    private static final Pattern LONG = Pattern.compile("(?<![\\w+/-])[\\w+/-]{32,}+={0,2}(?!" + CODE + ")");
    private static final int SHORTEST_RANDOM = 32;

    private SecretMask() {}

    /** A text that may be kept: {@code <mail>}, {@code <card>}, {@code <secret>} instead. */
    public static String readable(String text) {
        return masked(text, "<secret>", "<mail>", "<card>");
    }

    /** The text with variables instead. */
    static String variables(String text) {
        return masked(text, Masked.VARIABLE_TOKEN, Masked.VARIABLE_TOKEN, Masked.VARIABLE_TOKEN);
    }

    /**
     * Where a text of more than {@code most} characters is to be cut before it is masked: behind a blank or a quote, and no
     * digits that may be of one number with what follows, since no pattern knows half a secret.
     */
    static int cut(String text, int most) {
        if (text.length() <= most) {
            return text.length();
        }
        int least = Math.max(0, most - LONGEST_WORD);
        int end = most;
        while (end > least && text.charAt(end - 1) > ' ' && text.charAt(end - 1) != '"') {
            end--;
        }
        if (end == least) {
            return most;
        }
        while (end > least && numeric(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    private static boolean numeric(char c) {
        return c <= ' ' || c == '-' || c >= '0' && c <= '9';
    }

    private static String masked(String text, String secret, String mail, String card) {
        String clean = PrivateKeys.masked(text, secret);
        clean = SCHEME.matcher(clean).replaceAll("$1 " + secret);
        clean = PREFIXED.matcher(clean).replaceAll(secret);
        clean = LOGIN.matcher(clean).replaceAll(secret);
        clean = NamedSecret.masked(clean, secret);
        clean = MailAddress.masked(clean, mail);
        clean = LONG.matcher(clean).replaceAll(it -> Matcher.quoteReplacement(withoutRandom(it.group(), secret)));
        return DIGITS.matcher(clean).replaceAll(it -> Matcher.quoteReplacement(card(it.group()) ? card : it.group()));
    }

    /** What holds capitals, small letters and digits is random; of a path its last part may be. */
    private static String withoutRandom(String word, String secret) {
        int last = word.lastIndexOf('/') + 1;
        int from = word.indexOf('/') + 1 < last ? last : 0;
        boolean small = false;
        boolean capital = false;
        boolean digit = false;
        for (int i = from; i < word.length(); i++) {
            char c = word.charAt(i);
            small |= c >= 'a' && c <= 'z';
            capital |= c >= 'A' && c <= 'Z';
            digit |= c >= '0' && c <= '9';
        }
        boolean random = small && capital && digit && word.length() - from >= SHORTEST_RANDOM;
        return random ? word.substring(0, from) + secret : word;
    }

    /** By the check digit of Luhn (ISO/IEC 7812-1), which one number in ten has by chance. */
    private static boolean card(String number) {
        int sum = 0;
        boolean second = false;
        for (int i = number.length() - 1; i >= 0; i--) {
            int digit = number.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                continue;
            }
            int value = second ? digit * 2 : digit;
            sum += value > 9 ? value - 9 : value;
            second = !second;
        }
        return sum % 10 == 0;
    }
}
