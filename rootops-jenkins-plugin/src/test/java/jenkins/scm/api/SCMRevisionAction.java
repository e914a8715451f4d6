package jenkins.scm.api;

import hudson.model.Action;

/** As the class of the SCM API plugin is called, with the getter of it that is read. */
public class SCMRevisionAction implements Action {

    private final Object revision;

    public SCMRevisionAction(Object revision) {
        this.revision = revision;
    }

    public Object getRevision() {
        return revision;
    }

    @Override
    public String getIconFileName() {
        return "";
    }

    @Override
    public String getDisplayName() {
        return "";
    }

    @Override
    public String getUrlName() {
        return "";
    }

    /** Of a branch. */
    public record Branch(String hash) {
        public String getHash() {
            return hash;
        }
    }

    /** Of a pull request: Jenkins builds the merge, and the hash that others know is that of the head. */
    public record PullRequest(String head, String merge) {
        public String getPullHash() {
            return head;
        }

        public String getHash() {
            return merge;
        }
    }
}
