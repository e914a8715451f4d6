package io.rootops.core.engine;

import io.rootops.core.change.ListedCommit;
import io.rootops.core.change.ListedFile;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.forge.CommitListing;
import io.rootops.core.forge.ForgeException;
import io.rootops.core.forge.SourceForge;
import io.rootops.core.history.BranchHead;
import io.rootops.core.history.CommitDiff;
import io.rootops.core.history.GitHistory;
import io.rootops.core.history.HistoryMiner;
import io.rootops.core.history.UnreadableRepositoryException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A forge over a real repository, whose git may refuse or lag behind what its lists tell. */
final class ListingForge implements SourceForge, CommitListing {
    private final Path origin;
    private final Path clone;
    boolean refuses;
    boolean lags;
    /** Commits that it does not know any more. */
    final Set<String> gone = new HashSet<>();
    /** Commits that it fails on. */
    final Set<String> broken = new HashSet<>();
    /** Fails when so many more commits were asked for; less than 0: never. */
    int fails = -1;
    /** Commits that were asked for. */
    final List<String> asked = new ArrayList<>();

    /** What happens when all branches were fetched. */
    Runnable fetched = () -> {};

    private Optional<Heads> taken = Optional.empty();

    ListingForge(Path origin, Path clone) {
        this.origin = origin;
        this.clone = clone;
    }

    @Override
    public Path refresh(TrackedRepository repository, boolean defaultBranchOnly) throws ForgeException {
        if (refuses) {
            throw new ForgeException("git is refused (403).", new IOException());
        }
        if (!lags) {
            copy();
        }
        if (!defaultBranchOnly) {
            fetched.run();
        }
        return clone;
    }

    @Override
    public Optional<String> pullRequest(TrackedRepository repository, int number) throws ForgeException {
        throw new ForgeException("there is no such ref", new IOException());
    }

    @Override
    public boolean mayAsk(TrackedRepository repository) {
        return true;
    }

    @Override
    public Optional<Heads> heads(TrackedRepository repository) {
        return git(git -> {
            Map<String, String> heads = new HashMap<>();
            git.branches().forEach(it -> heads.put(it.name(), it.sha()));
            Heads now = new Heads(git.defaultBranch().map(BranchHead::name).orElse(null), heads);
            return Optional.of(now).filter(it -> !taken.equals(Optional.of(it)));
        });
    }

    @Override
    public void taken(TrackedRepository repository, Heads heads) {
        taken = Optional.of(heads);
    }

    @Override
    public void again(TrackedRepository repository) {
        taken = Optional.empty();
    }

    @Override
    public List<String> newest(TrackedRepository repository, String head, int most) {
        return git(git -> {
            List<String> shas = git.arrivalOrder(head, it -> false).shas();
            return shas.subList(Math.max(0, shas.size() - most), shas.size());
        });
    }

    @Override
    public Optional<Range> between(TrackedRepository repository, String base, String head, int most) {
        return git(git -> {
            if (!git.contains(base) || !git.contains(head) || gone.contains(base)) {
                return Optional.empty();
            }
            Set<String> before = Set.copyOf(git.arrivalOrder(base, it -> false).shas());
            List<String> shas = git.arrivalOrder(head, before::contains).shas();
            return Optional.of(new Range(
                    git.mergeBase(head, base).equals(Optional.of(base)),
                    shas.subList(Math.max(0, shas.size() - most), shas.size()),
                    shas.size()));
        });
    }

    @Override
    public Optional<ListedCommit> commit(TrackedRepository repository, String sha) throws ForgeException {
        if (fails == 0 || broken.contains(sha)) {
            throw new ForgeException("it answers with status 502.", new IOException());
        }
        fails--;
        asked.add(sha);
        if (gone.contains(sha)) {
            return Optional.empty();
        }
        CommitDiff diff =
                git(git -> new HistoryMiner(git, 1).diffs(List.of(sha)).get(0));
        return Optional.of(new ListedCommit(
                sha,
                diff.commit().parents(),
                diff.commit().author().name(),
                diff.commit().author().email(),
                diff.commit().authoredAt(),
                diff.commit().committedAt(),
                diff.commit().message(),
                diff.files().stream().map(it -> new ListedFile(it, null)).toList(),
                true,
                diff.files().stream().mapToInt(it -> it.linesAdded()).sum(),
                diff.files().stream().mapToInt(it -> it.linesDeleted()).sum()));
    }

    private interface Work<T> {
        T on(GitHistory git);
    }

    private <T> T git(Work<T> work) {
        try (GitHistory git = GitHistory.open(origin)) {
            return work.on(git);
        } catch (UnreadableRepositoryException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As a fetch does. */
    private void copy() {
        try {
            if (Files.exists(clone)) {
                try (Stream<Path> files = Files.walk(clone)) {
                    files.sorted(java.util.Comparator.reverseOrder())
                            .forEach(it -> it.toFile().delete());
                }
            }
            try (Stream<Path> files = Files.walk(origin)) {
                for (Path file : files.toList()) {
                    Files.copy(file, clone.resolve(origin.relativize(file).toString()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
