package hudson.model;

import java.util.List;

public abstract class Actionable {
    public Actionable() {}

    public List<Action> getActions() {
        throw new UnsupportedOperationException("an API stub: Jenkins has the body");
    }

    public boolean addOrReplaceAction(Action action) {
        throw new UnsupportedOperationException("an API stub: Jenkins has the body");
    }

    public <T extends Action> T getAction(Class<T> type) {
        throw new UnsupportedOperationException("an API stub: Jenkins has the body");
    }
}
