package io.rootops.core.signal.template;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes tokens, passwords, mail addresses and card numbers out of text. It is asked about what is kept: samples, and the
 * founding line of a template.
 */
final class SecretMask {
    private static final Pattern KEY = Pattern.compile(
            "-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(-----END [A-Z ]*PRIVATE KEY-----|$)", Pattern.DOTALL);
    private static final Pattern SCHEME = Pattern.compile("(?i)\\b(bearer|basic|digest|negotiate)\\s+[\\w.~+/=:-]{8,}");
    private static final Pattern NAMED = Pattern.compile(
            "(?i)([\\w.-]*(?:passwords?|passwd|passphrase|pwd|secrets?|tokens?|api[_-]?keys?|access[_-]?keys?|private[_-]?key"
                    + "|credentials?|authorization|session[_-]?id|signature)[\"']?\\s*[=:]\\s*)"
                    + "(\"[^\"]*\"|'[^']*'|[^\\s,;&\"')\\]}]+)");
    private static final Pattern COOKIE = Pattern.compile("(?i)((?:set-)?cookie[\"']?\\s*[=:]\\s*)[^\\r\\n\"]+");
    private static final Pattern PREFIXED =
            Pattern.compile("\\b(?:gh[pousr]_\\w{16,}|github_pat_\\w{16,}|glpat-[\\w-]{16,}"
                    + "|xox[abeprs]-[\\w-]{10,}|sk[-_][\\w-]{16,}|[rp]k_(?:live|test)_\\w{10,}|A[KS]IA[0-9A-Z]{16}|AIza[\\w-]{30,}"
                    + "|npm_\\w{20,}|dop_v1_\\w{20,}|hv[sb]\\.[\\w-]{20,}|eyJ[\\w-]{8,}\\.[\\w-]+(?:\\.[\\w-]*)?)");
    private static final Pattern LOGIN = Pattern.compile("(?<=://)[^\\s/@:]*:[^\\s/@]+(?=@)");
    private static final Pattern MAIL = Pattern.compile("[\\w.+%-]+@[\\w-]+(?:\\.[\\w-]+)*\\.[A-Za-z]{2,}");
    private static final Pattern DIGITS = Pattern.compile("(?<![\\w.-])\\d(?:[ -]?\\d){12,18}(?![\\w-])");
    private static final Pattern RANDOM = Pattern.compile(
            "(?<![\\w/+])(?=[\\w+/-]*[a-z])(?=[\\w+/-]*[A-Z])(?=[\\w+/-]*[0-9])(?![\\w-]*/[\\w-]*/)[\\w+/-]{32,}={0,2}");

    private SecretMask() {}

    /** A text that may be kept: {@code <mail>}, {@code <card>}, {@code <secret>} instead. */
    static String readable(String text) {
        return masked(text, "<secret>", "<mail>", "<card>");
    }

    /** The text with variables instead. */
    static String variables(String text) {
        return masked(text, Masked.VARIABLE_TOKEN, Masked.VARIABLE_TOKEN, Masked.VARIABLE_TOKEN);
    }

    private static String masked(String text, String secret, String mail, String card) {
        String clean = KEY.matcher(text).replaceAll(secret);
        clean = SCHEME.matcher(clean).replaceAll("$1 " + secret);
        clean = PREFIXED.matcher(clean).replaceAll(secret);
        clean = LOGIN.matcher(clean).replaceAll(secret);
        clean = COOKIE.matcher(clean).replaceAll("$1" + secret);
        clean = NAMED.matcher(clean).replaceAll("$1" + secret);
        clean = MAIL.matcher(clean).replaceAll(mail);
        clean = RANDOM.matcher(clean).replaceAll(secret);
        return DIGITS.matcher(clean).replaceAll(it -> Matcher.quoteReplacement(card(it.group()) ? card : it.group()));
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
