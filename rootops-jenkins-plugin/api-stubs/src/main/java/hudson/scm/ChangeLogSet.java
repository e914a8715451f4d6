package hudson.scm;

import hudson.model.Run;

public abstract class ChangeLogSet<T extends ChangeLogSet.Entry> implements Iterable<T> {
    protected ChangeLogSet(Run<?, ?> run, RepositoryBrowser<?> browser) {}

    public abstract boolean isEmptySet();

    public abstract static class Entry {
        public Entry() {}

        public String getCommitId() {
            throw new UnsupportedOperationException("an API stub: Jenkins has the body");
        }

        public abstract String getMsg();
    }
}
