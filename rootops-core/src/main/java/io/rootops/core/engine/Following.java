package io.rootops.core.engine;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.history.GitHistory;
import io.rootops.core.history.UnreadableRepositoryException;
import io.rootops.core.memory.RepositoryMemory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes repositories up, and names them: owner/name of the GitHub origin, else local/directory. */
public final class Following {
    // https://host/owner/name.git, ssh://git@host/owner/name, git@host:owner/name.git
    private static final Pattern ORIGIN = Pattern.compile(
            "(?:(?:https?|ssh|git)://)?(?:[^@/]+@)?([^:/]+)(?::\\d+)?[:/]([A-Za-z0-9._-]+)/([A-Za-z0-9._-]+?)(?:\\.git)?/?");

    private final RepositoryMemory repositories;
    private final URI github;

    /** @param github web address of GitHub or of the Enterprise Server */
    public Following(RepositoryMemory repositories, URI github) {
        this.repositories = repositories;
        this.github = github;
    }

    /** @throws UnreadableRepositoryException when there is no git repository at this directory */
    public TrackedRepository local(Path directory) throws UnreadableRepositoryException {
        try (GitHistory git = GitHistory.open(directory)) {
            Path place = git.root().toRealPath();
            String name = git.originUrl().flatMap(this::onGitHub).orElse(null);
            return repositories.track(
                    name == null ? localName(place) : name,
                    place.toString(),
                    TrackedRepository.Kind.LOCAL,
                    name == null ? null : github + "/" + name);
        } catch (IOException e) {
            throw new UnreadableRepositoryException("cannot read " + directory + ": " + e.getMessage(), e);
        }
    }

    /** @param name owner/name on GitHub */
    public TrackedRepository remote(String name) {
        return repositories.track(
                name, github + "/" + name + ".git", TrackedRepository.Kind.GITHUB, github + "/" + name);
    }

    private Optional<String> onGitHub(String origin) {
        Matcher matcher = ORIGIN.matcher(origin);
        return matcher.matches() && matcher.group(1).equalsIgnoreCase(github.getHost())
                ? Optional.of(matcher.group(2) + "/" + matcher.group(3))
                : Optional.empty();
    }

    /** Only characters that stand in an address as they are. */
    private static String localName(Path place) {
        Path directory = place.endsWith(".git") && place.getParent() != null ? place.getParent() : place;
        String name =
                directory.getFileName() == null ? "" : directory.getFileName().toString();
        String plain = name.replaceFirst("\\.git$", "").replaceAll("[^A-Za-z0-9._-]+", "-");
        return "local/" + (plain.isBlank() || plain.matches("\\.+") ? "repository" : plain);
    }
}
