package io.rootops.core.history;

import java.io.IOException;
import org.eclipse.jgit.blame.BlameGenerator;
import org.eclipse.jgit.blame.BlameResult;
import org.eclipse.jgit.diff.RawTextComparator;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.jspecify.annotations.Nullable;

/** Finds the origins of one file's lines by walking its history back; for files of which nothing is kept. */
final class Blame {
    private final Repository repository;
    private final GitHistory git;
    private final OriginTable commits;

    Blame(Repository repository, GitHistory git, OriginTable commits) {
        this.repository = repository;
        this.git = git;
        this.commits = commits;
    }

    /**
     * Null when the commit has no such file, or its history cannot be read. What lies before a shallow end is unknown, and
     * what was not found in time.
     */
    @Nullable
    LineRuns of(ObjectId commit, String path, LookUps lookUps) {
        try (Repository hurried = new HurriedRepository(repository, lookUps);
                BlameGenerator generator = new BlameGenerator(hurried, path)) {
            generator.setTextComparator(RawTextComparator.WS_IGNORE_ALL);
            generator.push(null, commit);
            BlameResult result = BlameResult.create(generator);
            if (result == null) {
                return null;
            }
            compute(result);
            int[] origins = new int[result.getResultContents().size()];
            for (int i = 0; i < origins.length; i++) {
                RevCommit source = result.getSourceCommit(i);
                origins[i] = source == null || git.shallowBoundary(source)
                        ? LineRuns.UNKNOWN
                        : commits.index(source, source.getCommitTime());
            }
            return LineRuns.of(origins);
        } catch (IOException e) {
            return null;
        }
    }

    private static void compute(BlameResult result) throws IOException {
        try {
            result.computeAll();
        } catch (HurriedRepository.TimeIsUpException e) {
            // The lines that were found have their commit.
        }
    }
}
