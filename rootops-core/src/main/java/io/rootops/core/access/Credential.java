package io.rootops.core.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** A secret that opens something: it prints as stars, and only its hash is stored. */
public record Credential(String text) {
    private static final int BYTES = 32;

    /**
     * A new one of 256 random bits, in characters that no address has to escape.
     *
     * @param prefix by which people and scanners of secrets know what it is
     */
    public static Credential random(String prefix) {
        byte[] secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        return new Credential(prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    /** SHA-256: a slow hash is for what people make up. */
    public byte[] hash() {
        return sha256(text);
    }

    /** Another secret that only who knows this one can tell; the same each time for the same purpose. */
    public Credential derived(String purpose) {
        return new Credential(Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(purpose + "\n" + text)));
    }

    /** Compares in a time that tells nothing of where they differ. */
    public boolean is(String other) {
        return MessageDigest.isEqual(hash(), sha256(other));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "***";
    }
}
