package io.rootops.core.webhook;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A delivery whose signature is right, not stored yet.
 *
 * @param guid of the delivery; a redelivery has the same
 * @param event the kind, such as push
 * @param body the bytes that were signed
 * @param bodySha256 with the guid, what makes two arrivals the same
 */
public record Arrival(String guid, String event, byte[] body, byte[] bodySha256) {

    public static Arrival of(String guid, String event, byte[] body) {
        try {
            return new Arrival(
                    guid, event, body, MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
