package io.rootops.app.webhook;

import io.rootops.core.settings.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Whether GitHub signed a body with one of our secrets. Takes as long whichever it was, and whether it was one. */
final class SignatureCheck {
    static final String HEADER = "X-Hub-Signature-256";

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "sha256=";
    private static final Pattern FORM = Pattern.compile(PREFIX + "[0-9a-fA-F]{64}");

    private final Supplier<List<Secret>> secrets;

    /** @param secrets those that hold at the time */
    SignatureCheck(Supplier<List<Secret>> secrets) {
        this.secrets = secrets;
    }

    /** False: there is no secret, so nothing can be trusted. */
    boolean configured() {
        return !secrets.get().isEmpty();
    }

    /** What a header claims; empty when it is none of ours, such as one of SHA-1. */
    static Optional<byte[]> parse(String header) {
        return FORM.matcher(header).matches()
                ? Optional.of(HexFormat.of().parseHex(header, PREFIX.length(), header.length()))
                : Optional.empty();
    }

    boolean signed(byte[] body, byte[] signature) {
        boolean found = false;
        for (Secret secret : secrets.get()) {
            SecretKeySpec key = new SecretKeySpec(secret.value().getBytes(StandardCharsets.UTF_8), ALGORITHM);
            found |= MessageDigest.isEqual(hmac(key, body), signature);
        }
        return found;
    }

    private static byte[] hmac(SecretKeySpec key, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
