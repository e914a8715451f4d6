package io.rootops.core.webhook;

/** Reads what a payload says about itself. */
@FunctionalInterface
public interface EnvelopeReader {
    /** @throws MalformedPayloadException when it cannot be read now or ever */
    Envelope read(byte[] body) throws MalformedPayloadException;
}
