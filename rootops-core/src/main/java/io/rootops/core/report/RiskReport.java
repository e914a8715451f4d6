package io.rootops.core.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What is told of a commit.
 *
 * @param title one line of plain text, at most 140 characters
 * @param summary Markdown, at most {@link #LONGEST_SUMMARY} bytes
 * @param fails whether it is to hold a merge back, where the forge is told to mind that
 * @param pull number of the pull request that it tells of; null: it tells of the commit alone
 */
public record RiskReport(
        String title,
        String summary,
        boolean fails,
        @Nullable Integer pull) {
    /** GitHub's limit, in characters; kept in bytes, so that every way to count them agrees. */
    public static final int LONGEST_SUMMARY = 65_535;

    /** Of all that is told, hexadecimal. */
    public String sha256() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            String all = title + "\0" + summary + (fails ? "\0fails" : "");
            return HexFormat.of().formatHex(digest.digest(all.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
