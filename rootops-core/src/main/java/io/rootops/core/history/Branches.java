package io.rootops.core.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;

/** The branches of a repository, and which of them is the default one. */
final class Branches {
    private static final String ORIGIN = Constants.R_REMOTES + "origin/";

    private final Repository repository;
    private final Path directory;

    Branches(Repository repository, Path directory) {
        this.repository = repository;
        this.directory = directory;
    }

    List<BranchHead> all() {
        List<BranchHead> heads = new ArrayList<>();
        try {
            for (Ref ref : repository.getRefDatabase().getRefsByPrefix(Constants.R_HEADS)) {
                ObjectId id = ref.getObjectId();
                if (id != null) {
                    heads.add(new BranchHead(ref.getName().substring(Constants.R_HEADS.length()), id.name()));
                }
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
        return heads;
    }

    Optional<BranchHead> defaultBranch() {
        try {
            Ref head = repository.exactRef(Constants.HEAD);
            Optional<BranchHead> branch = originDefault();
            if (branch.isEmpty() && head != null && head.isSymbolic()) {
                branch = branch(head.getTarget().getName().replaceFirst("^" + Constants.R_HEADS, ""));
            }
            branch = branch.or(() -> branch("main")).or(() -> branch("master"));
            if (branch.isEmpty() && head != null && head.getObjectId() != null) {
                return Optional.of(
                        new BranchHead(Constants.HEAD, head.getObjectId().name()));
            }
            return branch.or(() -> all().stream().findFirst());
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    Optional<String> originUrl() {
        String url = repository.getConfig().getString("remote", "origin", "url");
        return Optional.ofNullable(url).map(Branches::withoutCredentials);
    }

    private Optional<BranchHead> originDefault() throws IOException {
        Ref head = repository.exactRef(ORIGIN + Constants.HEAD);
        if (head == null || !head.isSymbolic() || !head.getTarget().getName().startsWith(ORIGIN)) {
            return Optional.empty();
        }
        return branch(head.getTarget().getName().substring(ORIGIN.length()));
    }

    private Optional<BranchHead> branch(String name) {
        try {
            @Nullable Ref ref = repository.exactRef(Constants.R_HEADS + name);
            return ref == null || ref.getObjectId() == null
                    ? Optional.empty()
                    : Optional.of(new BranchHead(name, ref.getObjectId().name()));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** The user name of an ssh address is part of it, and no secret; of an http address it may be a token. */
    private static String withoutCredentials(String url) {
        try {
            URIish uri = new URIish(url);
            String scheme = uri.getScheme();
            return scheme != null && scheme.startsWith("http")
                    ? uri.setUser(null).setPass(null).toString()
                    : uri.setPass(null).toString();
        } catch (URISyntaxException e) {
            return url.replaceFirst("//[^/@]*@", "//");
        }
    }

    private UncheckedIOException unreadable(IOException cause) {
        return new UncheckedIOException("cannot read the branches of the repository " + directory, cause);
    }
}
