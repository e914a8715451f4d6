package io.rootops.core.history;

import io.rootops.core.change.ChangedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The history of a repository's default branch as we read it, to be compared with what others make of it. */
public final class MinedHistory {
    private final Path repository;
    private final Map<String, MinedCommit> commits = new LinkedHashMap<>();
    private final Map<String, ChangedFile> rows = new LinkedHashMap<>();
    private final Map<String, NativeGit.Row> gits;
    private final GitParity parity;

    public MinedHistory(Path repository) throws IOException, UnreadableRepositoryException {
        this.repository = repository;
        Mining.mine(repository, 2).forEach(mined -> {
            String sha = mined.commit().sha();
            commits.put(sha, mined);
            mined.files().forEach(it -> rows.put(sha + " " + it.file().path(), it.file()));
        });
        gits = NativeGit.log(repository, head(), "-M", "-l400");
        parity = new GitParity(rows, gits);
    }

    /** Merges too. */
    public int commits() {
        return commits.size();
    }

    /** Beside {@code git log -M -l400}. */
    public GitParity parity() {
        return parity;
    }

    /** The same with git's smallest diff, which its heuristic cuts short by default. */
    public GitParity parityWithMinimal() throws IOException, UnreadableRepositoryException {
        return new GitParity(rows, NativeGit.log(repository, head(), "-M", "-l400", "--minimal"));
    }

    /** Beside {@code git patch-id --stable}. */
    PatchParity patches() throws IOException, UnreadableRepositoryException {
        return new PatchParity(commits.values(), NativeGit.patchIds(repository, head()));
    }

    public GitParity.Renames renames() {
        return GitParity.Renames.of(rows, gits);
    }

    /** Beside {@code git log --no-renames}; both histories are read again. */
    public GitParity parityWithoutRenames() throws IOException, UnreadableRepositoryException {
        Map<String, ChangedFile> unpaired = new LinkedHashMap<>();
        try (GitHistory git = GitHistory.open(repository);
                CommitDiffer differ =
                        new CommitDiffer(git, new Identities(Mailmap.NONE), ObjectSource.Memory.LARGE, false, false)) {
            ArrivalOrder order = git.arrivalOrder(head(), sha -> false);
            for (int i = 0; i < order.size(); i++) {
                for (ChangedFile file : differ.diff(order.id(i)).files()) {
                    unpaired.put(order.sha(i) + " " + file.path(), file);
                }
            }
        }
        return new GitParity(unpaired, NativeGit.log(repository, head(), "--no-renames"));
    }

    /**
     * Beside a table of {@code bench/jit}.
     *
     * @param named what the table calls the commit of a sha
     */
    public FeatureParity features(Path table, UnaryOperator<String> named) throws IOException {
        Map<String, MinedCommit> byName = new HashMap<>();
        commits.forEach((sha, commit) -> byName.put(named.apply(sha), commit));
        return new FeatureParity(Csv.read(table), byName, parity.differingCommits());
    }

    private String head() throws UnreadableRepositoryException {
        try (GitHistory git = GitHistory.open(repository)) {
            return git.defaultBranch().orElseThrow().sha();
        }
    }
}
