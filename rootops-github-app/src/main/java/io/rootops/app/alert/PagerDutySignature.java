package io.rootops.app.alert;

import io.rootops.core.settings.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Whether PagerDuty signed a body. It sends several signatures, one for each secret it has while one is replaced. Takes as long
 * whichever it was, and whether it was one.
 */
final class PagerDutySignature {
    static final String HEADER = "X-PagerDuty-Signature";

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "v1=";
    private static final Pattern FORM = Pattern.compile(PREFIX + "[0-9a-fA-F]{64}");
    private static final int MOST = 10;

    private final SecretKeySpec key;

    PagerDutySignature(Secret secret) {
        this.key = new SecretKeySpec(secret.value().getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** Those that a header claims, of the version that is known here; empty: none. */
    static List<byte[]> parse(String header) {
        return Arrays.stream(header.split(",", MOST + 1))
                .limit(MOST)
                .map(String::strip)
                .filter(it -> FORM.matcher(it).matches())
                .map(it -> HexFormat.of().parseHex(it, PREFIX.length(), it.length()))
                .toList();
    }

    boolean signed(byte[] body, List<byte[]> signatures) {
        byte[] own = hmac(body);
        boolean found = false;
        for (byte[] signature : signatures) {
            found |= MessageDigest.isEqual(own, signature);
        }
        return found;
    }

    private byte[] hmac(byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
