package io.rootops.core.history;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.jgit.errors.AmbiguousObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/** Finds commits by what people call them. */
final class Revisions {
    private static final Pattern SHA = Pattern.compile("[0-9a-fA-F]{4,40}");
    private static final String RANGE = "..";

    private final Repository repository;
    private final Path directory;

    Revisions(Repository repository, Path directory) {
        this.repository = repository;
        this.directory = directory;
    }

    /** The commit that a revision names. */
    String commit(String revision) throws UnknownRevisionException {
        try (RevWalk walk = new RevWalk(repository)) {
            return parse(walk, revision).name();
        }
    }

    /** One commit for a sha; what B has and A lacks for A..B; what it reaches for any other name. */
    List<String> list(String revision, int limit) throws UnknownRevisionException {
        int dots = revision.indexOf(RANGE);
        try (RevWalk walk = new RevWalk(repository)) {
            if (dots < 0) {
                RevCommit commit = parse(walk, revision);
                if (SHA.matcher(revision).matches()
                        && commit.name().regionMatches(true, 0, revision, 0, revision.length())) {
                    return List.of(commit.name());
                }
                return newest(walk, commit, limit);
            }
            String to = revision.substring(dots + RANGE.length());
            if (to.startsWith(".")) {
                throw new UnknownRevisionException("the range '" + revision
                        + "' has three dots; expected A..B: the commits that B has and A lacks");
            }
            walk.markUninteresting(parse(walk, headIfEmpty(revision.substring(0, dots))));
            return newest(walk, parse(walk, headIfEmpty(to)), limit);
        } catch (IOException e) {
            throw new CorruptRepositoryException("commit", revision, directory, e);
        }
    }

    private List<String> newest(RevWalk walk, RevCommit from, int limit) throws IOException {
        walk.setRetainBody(false);
        walk.markStart(from);
        List<String> shas = new ArrayList<>();
        while (shas.size() < limit) {
            RevCommit next = walk.next();
            if (next == null) {
                break;
            }
            shas.add(next.name());
        }
        return shas;
    }

    private static String headIfEmpty(String side) {
        return side.isEmpty() ? "HEAD" : side;
    }

    private RevCommit parse(RevWalk walk, String revision) throws UnknownRevisionException {
        try {
            ObjectId id = repository.resolve(revision);
            if (id == null) {
                throw unknown(revision);
            }
            return walk.parseCommit(id);
        } catch (AmbiguousObjectException e) {
            throw new UnknownRevisionException("the sha '" + revision + "' is the beginning of several: "
                    + e.getCandidates().stream().map(ObjectId::name).collect(Collectors.joining(", "))
                    + "; give more digits");
        } catch (RevisionSyntaxException | MissingObjectException e) {
            throw unknown(revision);
        } catch (IncorrectObjectTypeException e) {
            throw new UnknownRevisionException(
                    "'" + revision + "' is no commit; expected a sha, a branch, a tag or a range A..B");
        } catch (IOException e) {
            throw new CorruptRepositoryException("commit", revision, directory, e);
        }
    }

    private UnknownRevisionException unknown(String revision) {
        return new UnknownRevisionException(
                "no commit '" + revision + "' in the repository " + directory
                        + "; expected a sha, a branch, a tag or a range A..B. If it was pushed just now, run `git fetch` there");
    }
}
