package hudson;

import java.util.AbstractList;

public class ExtensionList<T> extends AbstractList<T> {
    private ExtensionList() {}

    public static <U> U lookupSingleton(Class<U> type) {
        throw new UnsupportedOperationException("an API stub: Jenkins has the body");
    }

    @Override
    public T get(int index) {
        throw new UnsupportedOperationException("an API stub: Jenkins has the body");
    }

    @Override
    public int size() {
        throw new UnsupportedOperationException("an API stub: Jenkins has the body");
    }
}
