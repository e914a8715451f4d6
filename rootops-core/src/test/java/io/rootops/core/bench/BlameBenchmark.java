package io.rootops.core.bench;

import io.rootops.core.history.GitEnvironment;
import io.rootops.core.history.GitHistory;
import io.rootops.core.history.LineOwners;
import io.rootops.core.history.LookUps;
import io.rootops.core.history.Snapshot;
import io.rootops.core.history.SnapshotFile;
import io.rootops.core.history.UnreadableRepositoryException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/**
 * The owners of lines of some files at the head of a repository beside {@code git blame -w}: CPU seconds, three files a walk
 * as an incident asks for them, and on how many lines both agree. Arguments: a repository, and how many files (30).
 */
public final class BlameBenchmark {
    private static final int FILES = 30;
    private static final int TOGETHER = 3;

    private BlameBenchmark() {}

    public static void main(String[] args) throws IOException, InterruptedException, UnreadableRepositoryException {
        if (args.length == 0) {
            System.err.println("usage: BlameBenchmark REPOSITORY [FILES]");
            System.exit(2);
        }
        GitEnvironment.install();
        int count = args.length > 1 ? Integer.parseInt(args[1]) : FILES;
        double ours = 0;
        double theirs = 0;
        long lines = 0;
        long equal = 0;
        try (GitHistory git = GitHistory.open(Path.of(args[0]))) {
            String head = git.defaultBranch().orElseThrow().sha();
            List<SnapshotFile> files = sample(git, head, count);
            owners(git, head, files.subList(0, Math.min(TOGETHER, files.size())));
            for (int from = 0; from < files.size(); from += TOGETHER) {
                List<SnapshotFile> some = files.subList(from, Math.min(files.size(), from + TOGETHER));
                double before = cpu();
                List<Optional<LineOwners>> owners = owners(git, head, some);
                ours += cpu() - before;
                for (int i = 0; i < some.size(); i++) {
                    Timed blame = Timed.run(List.of(
                            "git",
                            "--git-dir=" + args[0],
                            "blame",
                            "-w",
                            "-s",
                            "-l",
                            "--root",
                            head,
                            "--",
                            some.get(i).path()));
                    theirs += blame.cpu();
                    List<String> shas = blame.output()
                            .lines()
                            .map(it -> it.substring(0, 40))
                            .toList();
                    for (int line = 0; line < shas.size(); line++) {
                        lines++;
                        equal += shas.get(line)
                                        .equals(owners.get(i).orElseThrow().commit(line))
                                ? 1
                                : 0;
                    }
                }
            }
            System.out.printf(
                    Locale.ROOT,
                    "%s: %d files of %,d lines; git blame -w %.2f CPU s, ours %.2f (%.2f x); %.2f %% of the lines agree%n",
                    args[0],
                    files.size(),
                    lines,
                    theirs,
                    ours,
                    ours / theirs,
                    100.0 * equal / lines);
        }
    }

    private static List<SnapshotFile> sample(GitHistory git, String head, int count) {
        try (Snapshot snapshot = git.snapshot(head)) {
            List<SnapshotFile> code = new ArrayList<>(
                    snapshot.files().stream().filter(SnapshotFile::code).toList());
            Collections.shuffle(code, new Random(1));
            return code.subList(0, Math.min(count, code.size()));
        }
    }

    private static List<Optional<LineOwners>> owners(GitHistory git, String head, List<SnapshotFile> files) {
        try (Snapshot snapshot = git.snapshot(head)) {
            return snapshot.owners(files, LookUps.atMost(files.size()));
        }
    }

    /** Seconds of this thread. */
    private static double cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
    }
}
