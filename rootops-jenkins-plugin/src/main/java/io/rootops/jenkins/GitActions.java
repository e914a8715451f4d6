package io.rootops.jenkins;

import hudson.model.Action;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What the git plugin and branch sources left among a build's actions. Read by the names of their public getters, not linked:
 * neither plugin need be there, and no version of theirs can keep this one from loading.
 */
final class GitActions {

    private static final Logger LOG = Logger.getLogger(GitActions.class.getName());
    private static final String BUILD_DATA = "hudson.plugins.git.util.BuildData";
    private static final String REVISION = "jenkins.scm.api.SCMRevisionAction";

    private GitActions() {}

    static List<BuildCommits.Checkout> checkouts(List<? extends Action> actions) {
        List<BuildCommits.Checkout> found = new ArrayList<>();
        for (Action action : actions) {
            if (!action.getClass().getName().equals(BUILD_DATA)) {
                continue;
            }
            Object revision = got(action, "getLastBuiltRevision");
            if (got(revision, "getSha1String") instanceof String sha) {
                List<String> remotes = new ArrayList<>();
                if (got(action, "getRemoteUrls") instanceof Collection<?> urls) {
                    urls.forEach(it -> remotes.add(String.valueOf(it)));
                }
                found.add(new BuildCommits.Checkout(sha, remotes));
            }
        }
        return found;
    }

    /** The head of the branch, or of the pull request, not its merge with the target; null: no branch source built this. */
    static @Nullable String revision(List<? extends Action> actions) {
        for (Action action : actions) {
            if (!action.getClass().getName().equals(REVISION)) {
                continue;
            }
            Object revision = got(action, "getRevision");
            for (String getter : List.of("getPullHash", "getHash")) {
                if (got(revision, getter) instanceof String sha) {
                    return sha;
                }
            }
        }
        return null;
    }

    private static @Nullable Object got(@Nullable Object from, String getter) {
        if (from == null) {
            return null;
        }
        try {
            return from.getClass().getMethod(getter).invoke(from);
        } catch (NoSuchMethodException e) {
            return null; // another kind of revision: the next getter is tried
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(Level.FINE, "What " + from.getClass().getName() + " knows of the commit cannot be read", e);
            return null;
        }
    }
}
