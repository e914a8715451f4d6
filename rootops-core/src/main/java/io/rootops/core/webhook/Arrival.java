package io.rootops.core.webhook;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A delivery that is known to be GitHub's, not stored yet.
 *
 * @param guid of the delivery; a redelivery has the same
 * @param event the kind, such as push
 * @param body the bytes that were signed, or the same JSON as GitHub's log of deliveries has it
 * @param bodySha256 with the guid, what makes two arrivals the same
 */
public record Arrival(String guid, String event, byte[] body, byte[] bodySha256, Door door) {

    public static Arrival of(String guid, String event, byte[] body) {
        return of(guid, event, body, Door.WEBHOOK);
    }

    public static Arrival of(String guid, String event, byte[] body, Door door) {
        try {
            return new Arrival(
                    guid, event, body, MessageDigest.getInstance("SHA-256").digest(body), door);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
