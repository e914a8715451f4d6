package io.rootops.core.secret;

import io.rootops.core.settings.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts secrets for the database with AES-256-GCM (NIST SP 800-38D), each under a nonce of its own, bound to what it is
 * for: one cannot be put in the place of another. Signs what goes out and comes back with HMAC-SHA256.
 */
public final class SecretBox {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_ID_BYTES = 4;

    private final SecretKeySpec encryption;
    private final SecretKeySpec signature;
    /** Tells keys apart, and nothing of the key. */
    private final byte[] keyId;

    SecretBox(byte[] key) {
        encryption = new SecretKeySpec(derived(key, "encryption"), "AES");
        signature = new SecretKeySpec(derived(key, "signature"), "HmacSHA256");
        keyId = Arrays.copyOf(derived(key, "id"), KEY_ID_BYTES);
    }

    /** @param purpose what it is; the same to open it */
    public byte[] seal(Secret secret, String purpose) {
        byte[] nonce = new byte[NONCE_BYTES];
        new SecureRandom().nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, purpose)
                    .doFinal(secret.value().getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(KEY_ID_BYTES + NONCE_BYTES + sealed.length)
                    .put(keyId)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
    }

    /** @throws KeyFileException when it was sealed with another key or for another purpose, or has been changed */
    public Secret open(byte[] sealed, String purpose) throws KeyFileException {
        if (sealed.length < KEY_ID_BYTES + NONCE_BYTES || !Arrays.equals(Arrays.copyOf(sealed, KEY_ID_BYTES), keyId)) {
            throw new KeyFileException(
                    "The stored " + purpose
                            + " was encrypted with another key than the one in ROOTOPS_KEY_FILE: use the"
                            + " same file for every replica and restore it with the database, or connect GitHub again.",
                    null);
        }
        byte[] nonce = Arrays.copyOfRange(sealed, KEY_ID_BYTES, KEY_ID_BYTES + NONCE_BYTES);
        int from = KEY_ID_BYTES + NONCE_BYTES;
        try {
            byte[] open = cipher(Cipher.DECRYPT_MODE, nonce, purpose).doFinal(sealed, from, sealed.length - from);
            return new Secret(new String(open, StandardCharsets.UTF_8));
        } catch (AEADBadTagException e) {
            throw new KeyFileException(
                    "The stored " + purpose + " is damaged: restore the database, or connect GitHub again.", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
    }

    /** The text with proof that it comes from here; of letters, digits, {@code -}, {@code _} and {@code .} where the text is. */
    public String signed(String text) {
        return text + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(hmac(text));
    }

    /** What was signed; empty when it was not, not here, or not this. */
    public Optional<String> verified(String signed) {
        int dot = signed.lastIndexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        String text = signed.substring(0, dot);
        byte[] expected = signed(text).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(expected, signed.getBytes(StandardCharsets.UTF_8))
                ? Optional.of(text)
                : Optional.empty();
    }

    private Cipher cipher(int mode, byte[] nonce, String purpose) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, encryption, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private byte[] hmac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(signature);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
        }
    }

    /** A key of its own for each use: HKDF-Expand of one block (RFC 5869). */
    private static byte[] derived(byte[] key, String use) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(use.getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(new byte[] {1});
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
        }
    }

    @Override
    public String toString() {
        return "key " + HexFormat.of().formatHex(keyId);
    }
}
