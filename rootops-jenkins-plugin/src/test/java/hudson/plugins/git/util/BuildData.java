package hudson.plugins.git.util;

import hudson.model.Action;
import java.util.Set;

/** As the git plugin's class is called, with the getters of it that are read. */
public class BuildData implements Action {

    private final String sha;
    private final Set<String> remotes;

    public BuildData(String sha, Set<String> remotes) {
        this.sha = sha;
        this.remotes = remotes;
    }

    public Revision getLastBuiltRevision() {
        return new Revision(sha);
    }

    public Set<String> getRemoteUrls() {
        return remotes;
    }

    @Override
    public String getIconFileName() {
        return "";
    }

    @Override
    public String getDisplayName() {
        return "Git Build Data";
    }

    @Override
    public String getUrlName() {
        return "git";
    }

    public static class Revision {

        private final String sha;

        Revision(String sha) {
            this.sha = sha;
        }

        public String getSha1String() {
            return sha;
        }
    }
}
