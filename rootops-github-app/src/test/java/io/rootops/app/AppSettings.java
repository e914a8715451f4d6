package io.rootops.app;

import io.rootops.app.github.InstalledGitHub;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/** A key for an App, and the settings of a RootOps that is this App. */
record AppSettings(KeyPair keys) {
    static AppSettings create() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return new AppSettings(generator.generateKeyPair());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    Map<String, String> on(InstalledGitHub github, String webhookSecret) {
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(keys.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        return Map.of(
                "GITHUB_URL",
                github.address().web().toString(),
                "GITHUB_API_URL",
                github.address().api().toString(),
                "GITHUB_APP_ID",
                InstalledGitHub.APP,
                "GITHUB_APP_PRIVATE_KEY",
                Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII)),
                "GITHUB_WEBHOOK_SECRET",
                webhookSecret,
                // What is found is found by webhooks.
                "ENABLE_AUTO_POLLING",
                "false");
    }
}
