package io.rootops.dashboard.events;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What was deployed, as far as its name tells: a package URL, the name of an image, a commit or a version.
 *
 * @param version null: it names none
 * @param sha of a commit, full and lower-case; null: it names none
 * @param repositories as {@code owner/name}, where it may be from; empty: it does not say
 * @param certain that it is from one of these and no other
 */
record Artifact(@Nullable String version, @Nullable String sha, List<String> repositories, boolean certain) {
    static final Artifact UNKNOWN = new Artifact(null, null, List.of(), false);

    private static final Pattern SHA = Pattern.compile("[0-9a-fA-F]{40}");
    private static final Pattern FORGES = Pattern.compile("github|gitlab|bitbucket");
    /** Of a repository on the web: what stands after the host, and perhaps the revision. */
    private static final Pattern ADDRESS = Pattern.compile("[a-z+]+://[^/]+/([^@?#]+?)(?:\\.git)?/?(?:@([^?#]+))?");
    /** sha256: and twelve digits are enough to tell one from another. */
    private static final int SHORT_DIGEST = 19;

    static Artifact of(String id) {
        if (id.startsWith("pkg:")) {
            return ofPackage(id.substring("pkg:".length()));
        }
        if (id.indexOf('/') < 0 && id.indexOf(':') < 0) {
            return new Artifact(id, sha(id), List.of(), false);
        }
        return ofImage(id);
    }

    private static Artifact ofPackage(String url) {
        String[] halves = url.split("#", 2)[0].split("\\?", 2);
        String path = halves[0];
        int at = path.lastIndexOf('@');
        String version = at > path.lastIndexOf('/') ? decoded(path.substring(at + 1)) : null;
        String name = at > path.lastIndexOf('/') ? path.substring(0, at) : path;
        List<String> repositories = new ArrayList<>();
        boolean certain = false;
        String sha = sha(version);
        String[] typed = name.split("/", 2);
        if (typed.length == 2
                && FORGES.matcher(typed[0].toLowerCase(Locale.ROOT)).matches()) {
            repositories.add(decoded(typed[1]));
            certain = true;
        }
        String digest = digest(version) ? version : null;
        String named = digest == null ? version : null;
        for (String qualifier : (halves.length == 2 ? halves[1] : "").split("&")) {
            String[] pair = qualifier.split("=", 2);
            String value = pair.length == 2 ? decoded(pair[1]) : "";
            switch (pair[0]) {
                case "tag" -> named = value;
                case "repository_url" -> repositories.add(withoutHost(value.replaceFirst("^[a-z]+://", "")));
                case "vcs_url" -> {
                    Matcher address = ADDRESS.matcher(value);
                    if (address.matches()) {
                        repositories.add(address.group(1));
                        certain = true;
                        sha = sha == null ? sha(address.group(2)) : sha;
                    }
                }
                default -> {} // tells nothing of these
            }
        }
        return new Artifact(shown(named, digest), sha == null ? sha(named) : sha, repositories, certain);
    }

    /** {@code host/owner/name:tag@digest}. */
    private static Artifact ofImage(String name) {
        String[] halves = name.split("@", 2);
        int colon = halves[0].lastIndexOf(':');
        boolean tagged = colon > halves[0].lastIndexOf('/');
        String tag = tagged ? halves[0].substring(colon + 1) : null;
        String path = tagged ? halves[0].substring(0, colon) : halves[0];
        return new Artifact(
                shown(tag, halves.length == 2 ? halves[1] : null), sha(tag), List.of(withoutHost(path)), false);
    }

    private static @Nullable String shown(@Nullable String version, @Nullable String digest) {
        if (version != null && !version.isEmpty()) {
            return version;
        }
        return digest == null ? null : digest.substring(0, Math.min(digest.length(), SHORT_DIGEST));
    }

    private static boolean digest(@Nullable String version) {
        return version != null && version.startsWith("sha256:");
    }

    private static @Nullable String sha(@Nullable String text) {
        return text != null && SHA.matcher(text).matches() ? text.toLowerCase(Locale.ROOT) : null;
    }

    /** The first part of an image's path is a host where it has a dot or a port. */
    private static String withoutHost(String path) {
        int slash = path.indexOf('/');
        String first = slash < 0 ? "" : path.substring(0, slash);
        return first.contains(".") || first.contains(":") || first.equals("localhost")
                ? path.substring(slash + 1)
                : path;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text; // not encoded at all
        }
    }
}
