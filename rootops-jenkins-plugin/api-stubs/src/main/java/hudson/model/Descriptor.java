package hudson.model;

public abstract class Descriptor<T extends Describable<T>> {
    protected Descriptor(Class<? extends T> type) {}

    protected Descriptor() {}

    public String getDisplayName() {
        throw new UnsupportedOperationException("an API stub: Jenkins has the body");
    }

    public synchronized void save() {
        throw new UnsupportedOperationException("an API stub: Jenkins has the body");
    }

    public synchronized void load() {
        throw new UnsupportedOperationException("an API stub: Jenkins has the body");
    }
}
