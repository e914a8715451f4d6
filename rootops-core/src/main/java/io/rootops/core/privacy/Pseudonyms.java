package io.rootops.core.privacy;

import io.rootops.core.change.Author;
import io.rootops.core.change.Commit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Puts pseudonyms in the place of people who asked to be forgotten, in whatever comes: in fields, and in text that
 * names them. It knows them by hashes, so it looks at each address, each login that is mentioned or owns something, and each
 * run of words as long as one of their names. Applying it twice changes nothing more. Not thread-safe.
 */
public final class Pseudonyms {
    // Text is hostile: each pattern begins only where nothing before could, so that its cost stays in proportion.
    private static final Pattern ADDRESS =
            Pattern.compile("(?<![\\p{L}\\p{N}._%+-])[\\p{L}\\p{N}._%+-]++@[\\p{L}\\p{N}.-]++");

    /** The end of {@code Name <address>}, as in the lines at the end of a message. */
    private static final Pattern BRACKETED = Pattern.compile("<([^\\s<>]++)>");

    /** Without the low lines at its end: these are mark-up. */
    private static final String ACCOUNT = "([A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9-])?)";

    private static final Pattern MENTION = Pattern.compile("(?<![\\p{L}\\p{N}.@/-])(?<![\\p{L}\\p{N}._-]_)@" + ACCOUNT);

    /**
     * The owner of a repository or the beginning of a branch, where git and forges write it: {@code from ana-l/topic},
     * {@code into ana-l/topic}, {@code branch 'ana-l/topic'}.
     */
    private static final Pattern OWNER =
            Pattern.compile("(?<=\\bfrom |\\binto |(?<![\\p{L}\\p{N}])['\"`])" + ACCOUNT + "(?=/)");

    /** On a server: {@code github.com:ana-l/shop}, {@code https://github.example/ana-l}. */
    private static final Pattern HOSTED =
            Pattern.compile("(?<=[A-Za-z0-9]\\.[A-Za-z]{2,20}(?::[0-9]{1,5})?[:/])" + ACCOUNT);

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}'\u2019.-]+");

    /** Words. */
    private static final int LONGEST_NAME = 4;

    private final Map<String, String> pseudonyms;
    private final List<Integer> lengths;
    private final byte[] salt;
    private final Map<String, Author> authors = new HashMap<>();

    /** @param salt that they were hashed with */
    public Pseudonyms(Collection<Forgotten> people, byte[] salt) {
        this.pseudonyms = people.stream().collect(Collectors.toMap(Forgotten::hash, Forgotten::pseudonym));
        // The longest first: of two names that begin alike the longer one is meant. One word alone is mostly no name.
        this.lengths = List.copyOf(people.stream()
                .filter(it -> it.kind() == Forgotten.Kind.NAME && it.words() > 1)
                .map(Forgotten::words)
                .collect(Collectors.toCollection(TreeSet::new))
                .descendingSet());
        this.salt = salt.clone();
    }

    public boolean none() {
        return pseudonyms.isEmpty();
    }

    /** Whether the same people are forgotten by both. */
    public boolean sameAs(Pseudonyms other) {
        return pseudonyms.equals(other.pseudonyms);
    }

    /** Told by the address: people have one name. */
    public Author author(Author written) {
        if (none()) {
            return written;
        }
        return authors.computeIfAbsent(written.email() + "\n" + written.name(), it -> {
            String address = of(Forgotten.Kind.ADDRESS, written.email());
            return address == null ? written : new Author(address, Pseudonym.nameBeside(address), written.bot());
        });
    }

    public Commit commit(Commit written) {
        return none()
                ? written
                : new Commit(
                        written.sha(),
                        written.parents(),
                        author(written.author()),
                        written.authoredAt(),
                        written.committedAt(),
                        text(written.message()));
    }

    /** An account's name on a forge. */
    public @Nullable String login(@Nullable String written) {
        String other = written == null ? null : of(Forgotten.Kind.LOGIN, written);
        return other == null ? written : other;
    }

    /** What people wrote, such as a message or a title. */
    public String text(String written) {
        if (none()) {
            return written;
        }
        String text = people(written);
        text = ADDRESS.matcher(text).replaceAll(it -> Matcher.quoteReplacement(address(it.group())));
        text = MENTION.matcher(text).replaceAll(it -> Matcher.quoteReplacement("@" + login(it.group(1))));
        text = OWNER.matcher(text).replaceAll(it -> Matcher.quoteReplacement(String.valueOf(login(it.group(1)))));
        text = HOSTED.matcher(text).replaceAll(it -> Matcher.quoteReplacement(String.valueOf(login(it.group(1)))));
        for (int length : lengths) {
            text = names(text, length);
        }
        return text;
    }

    /** {@code Name <address>}: there the name is what stands before, however it is written. */
    private String people(String text) {
        StringBuilder changed = new StringBuilder();
        int copied = 0;
        Matcher bracketed = BRACKETED.matcher(text);
        while (bracketed.find()) {
            String other = of(Forgotten.Kind.ADDRESS, bracketed.group(1));
            if (other == null) {
                continue;
            }
            int from = bracketed.start();
            while (from > copied && "\n<>:,;".indexOf(text.charAt(from - 1)) < 0) {
                from--;
            }
            if (!isName(text, from, bracketed.start())) {
                from = bracketed.start();
            }
            String name = text.substring(from, bracketed.start());
            changed.append(text, copied, from)
                    .append(name, 0, name.length() - name.stripLeading().length())
                    .append(name.isBlank() ? "" : Pseudonym.nameBeside(other) + " ")
                    .append('<')
                    .append(other)
                    .append('>');
            copied = bracketed.end();
        }
        return changed.append(text, copied, text.length()).toString();
    }

    /** After a colon or in a list, whatever it is; at the beginning of a line only what is no sentence. */
    private static boolean isName(String text, int from, int to) {
        String before = text.substring(from, to).strip();
        boolean listed = from > 0 && ":,;>".indexOf(text.charAt(from - 1)) >= 0;
        boolean sentence = before.split("\\s+").length > LONGEST_NAME || before.contains(". ");
        return (listed || !sentence) && !before.contains("@");
    }

    private String address(String written) {
        String bare = without(".", written);
        String other = of(Forgotten.Kind.ADDRESS, bare);
        return other == null ? written : other + written.substring(bare.length());
    }

    private static String without(String lastOnes, String text) {
        int end = text.length();
        while (end > 0 && lastOnes.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return text.substring(0, end);
    }

    private String names(String text, int length) {
        List<MatchResult> words = WORD.matcher(text).results().toList();
        StringBuilder changed = new StringBuilder();
        int copied = 0;
        for (int first = 0; first + length <= words.size(); first++) {
            int from = words.get(first).start();
            int to = words.get(first + length - 1).end();
            String written = text.substring(from, to);
            String bare = without("'\u2019.-", written);
            if (!onlySpaceBetween(text, words.subList(first, first + length))) {
                continue;
            }
            String other = of(Forgotten.Kind.NAME, bare);
            if (other == null) {
                other = of(Forgotten.Kind.NAME, written);
                bare = written;
            }
            if (other != null) {
                changed.append(text, copied, from).append(other);
                copied = from + bare.length();
                first += length - 1;
            }
        }
        return copied == 0 ? text : changed.append(text, copied, text.length()).toString();
    }

    private static boolean onlySpaceBetween(String text, List<MatchResult> words) {
        List<String> gaps = new ArrayList<>();
        for (int i = 1; i < words.size(); i++) {
            gaps.add(text.substring(words.get(i - 1).end(), words.get(i).start()));
        }
        return gaps.stream().allMatch(it -> it.isBlank() && !it.contains("\n\n"));
    }

    private @Nullable String of(Forgotten.Kind kind, String value) {
        return pseudonyms.get(Forgotten.hash(kind, Forgotten.plain(kind, value), salt));
    }
}
