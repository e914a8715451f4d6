package io.rootops.core.settings;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the private key of a GitHub App as people have it: the file that GitHub gave them or its path, with line breaks
 * or with the {@code \n} of an environment file, or the whole as base64. GitHub hands out PKCS#1, other tools PKCS#8.
 */
final class AppKey {
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN (RSA )?PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END (?:RSA )?PRIVATE KEY-----");
    private static final int LONGEST_PATH = 4_096;
    /** What is shown has a dot, which no part of a key has. */
    private static final Pattern PATH = Pattern.compile("(?=[^\\n]*\\.)[/.~][^\\n]*|[^\\n]*\\.(pem|key)");

    private static final int LONGEST_SHOWN = 255;

    /** AlgorithmIdentifier { rsaEncryption, NULL } and version 0, as they stand before the key in PKCS#8 (RFC 5208). */
    private static final byte[] RSA_IN_PKCS8 = {
        2, 1, 0, 0x30, 13, 6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 13, 1, 1, 1, 5, 0
    };

    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 4;

    private AppKey() {}

    /** Empty when it is none of these. */
    static Optional<PrivateKey> of(String setting) {
        String text = setting.strip();
        return pem(text)
                .or(() -> base64(text).flatMap(AppKey::pem))
                .or(() -> file(text).flatMap(AppKey::pem));
    }

    /** Where a setting that holds no key names a file, as far as it can be told from a damaged key: why it cannot be read. */
    static Optional<String> unreadable(String setting) {
        String text = setting.strip();
        if (text.length() > LONGEST_SHOWN || !PATH.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            Path path = Path.of(text);
            if (!Files.exists(path)) {
                return Optional.of("there is no file " + text);
            }
            if (!Files.isRegularFile(path)) {
                return Optional.of(text + " is no file");
            }
            return Files.isReadable(path)
                    ? Optional.empty()
                    : Optional.of(text + " cannot be read: give its read permission to the user that runs RootOps");
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    static Optional<PrivateKey> pem(String text) {
        Matcher pem = PEM.matcher(text.replace("\\n", "\n"));
        if (!pem.find()) {
            return Optional.empty();
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(pem.group(2));
            byte[] pkcs8 = pem.group(1) == null ? der : inPkcs8(der);
            return Optional.of(KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> base64(String text) {
        try {
            byte[] decoded = Base64.getMimeDecoder().decode(text);
            return Optional.of(new String(decoded, StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> file(String text) {
        if (text.length() > LONGEST_PATH || text.contains("\n")) {
            return Optional.empty();
        }
        try {
            Path path = Path.of(text);
            return Files.isRegularFile(path)
                    ? Optional.of(Files.readString(path, StandardCharsets.ISO_8859_1))
                    : Optional.empty();
        } catch (InvalidPathException | IOException e) {
            return Optional.empty();
        }
    }

    private static byte[] inPkcs8(byte[] pkcs1) {
        return tagged(SEQUENCE, joined(RSA_IN_PKCS8, tagged(OCTET_STRING, pkcs1)));
    }

    private static byte[] tagged(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else {
            int bytes = (Integer.SIZE - Integer.numberOfLeadingZeros(content.length) + 7) / 8;
            out.write(0x80 | bytes);
            for (int i = bytes - 1; i >= 0; i--) {
                out.write(content.length >>> (8 * i));
            }
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static byte[] joined(byte[] one, byte[] other) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(one);
        out.writeBytes(other);
        return out.toByteArray();
    }
}
