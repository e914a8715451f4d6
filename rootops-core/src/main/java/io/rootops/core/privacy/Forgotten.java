package io.rootops.core.privacy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Something that tells who a person is, by its hash only.
 *
 * @param hash in hexadecimal
 * @param words of a name; else 1
 * @param pseudonym in its place
 */
public record Forgotten(Kind kind, String hash, int words, String pseudonym) {

    /** What it is. */
    public enum Kind {
        ADDRESS,
        NAME,
        LOGIN;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Kind of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /** @param value as people write it */
    public static Forgotten of(Kind kind, String value, byte[] salt, String pseudonym) {
        String plain = plain(kind, value);
        int words = kind == Kind.NAME ? plain.split(" ").length : 1;
        return new Forgotten(kind, hash(kind, plain, salt), words, pseudonym);
    }

    /** Case and spaces tell nobody apart, nor does the number that GitHub puts before the addresses it lends. */
    public static String plain(Kind kind, String value) {
        String plain = value.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
        return kind == Kind.ADDRESS && plain.endsWith("@users.noreply.github.com")
                ? plain.replaceFirst("^[0-9]+\\+", "")
                : plain;
    }

    static String hash(Kind kind, String plain, byte[] salt) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            digest.update(kind.word().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return HexFormat.of().formatHex(digest.digest(plain.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
