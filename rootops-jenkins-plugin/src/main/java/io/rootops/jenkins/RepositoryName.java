package io.rootops.jenkins;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From the address of a remote to owner/name, as RootOps calls the repository. */
final class RepositoryName {

    /** By https, ssh://, git:// or as git@host:path; the last two parts of the path count. */
    private static final Pattern REMOTE = Pattern.compile(
            "(?:[a-z][a-z0-9+.-]*://(?:[^/@]*@)?[^/]+/|(?:[^/@:]+@)?[^/:]{2,}:(?!//))(?:.*/)?([^/:]+)/([^/]+?)(?:\\.git)?/*",
            Pattern.CASE_INSENSITIVE);

    private RepositoryName() {}

    /** @return empty where the address names no owner, such as a path on this machine */
    static Optional<String> of(String remote) {
        Matcher matcher = REMOTE.matcher(remote.strip());
        return matcher.matches() && !remote.startsWith("file:")
                ? Optional.of(matcher.group(1) + "/" + matcher.group(2))
                : Optional.empty();
    }
}
