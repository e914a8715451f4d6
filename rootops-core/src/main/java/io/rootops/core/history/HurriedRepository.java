package io.rootops.core.history;

import java.io.IOException;
import org.eclipse.jgit.attributes.AttributesNodeProvider;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectDatabase;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.RefDatabase;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.eclipse.jgit.lib.StoredConfig;

/**
 * A view of an open repository that gives no object out once look-ups may take no longer: JGit's blame cannot be stopped in
 * any other way while it walks past commits that leave a file alone, of which there may be a million. It shares the
 * repository's object database, since another one would load the pack index again: hundreds of megabytes for millions of
 * objects. Closing it leaves the repository open.
 */
final class HurriedRepository extends Repository {
    private final Repository same;
    private final LookUps lookUps;

    HurriedRepository(Repository same, LookUps lookUps) {
        super(new RepositoryBuilder()
                .setGitDir(same.getDirectory())
                .setGitCommonDir(same.getCommonDirectory())
                .setFS(same.getFS()));
        this.same = same;
        this.lookUps = lookUps;
    }

    /** Thrown by its readers. */
    static final class TimeIsUpException extends IOException {
        private static final long serialVersionUID = 1L;

        TimeIsUpException() {
            super("the time for looking up lines is up");
        }
    }

    @Override
    public ObjectReader newObjectReader() {
        return new Reader(same.newObjectReader(), lookUps);
    }

    @Override
    public ObjectDatabase getObjectDatabase() {
        return same.getObjectDatabase();
    }

    @Override
    public RefDatabase getRefDatabase() {
        return same.getRefDatabase();
    }

    @Override
    public StoredConfig getConfig() {
        return same.getConfig();
    }

    @Override
    public String getIdentifier() {
        return same.getIdentifier();
    }

    @Override
    public AttributesNodeProvider createAttributesNodeProvider() {
        return same.createAttributesNodeProvider();
    }

    @Override
    public void create(boolean bare) throws IOException {
        same.create(bare);
    }

    @Override
    public void scanForRepoChanges() throws IOException {
        same.scanForRepoChanges();
    }

    @Override
    public void notifyIndexChanged(boolean internal) {
        same.notifyIndexChanged(internal);
    }

    @Override
    protected void doClose() {
        // What is shared is not its own to close.
    }

    private static final class Reader extends ObjectReader.Filter {
        private final ObjectReader delegate;
        private final LookUps lookUps;

        Reader(ObjectReader delegate, LookUps lookUps) {
            this.delegate = delegate;
            this.lookUps = lookUps;
        }

        @Override
        protected ObjectReader delegate() {
            return delegate;
        }

        @Override
        public ObjectReader newReader() {
            return new Reader(delegate.newReader(), lookUps);
        }

        @Override
        public ObjectLoader open(AnyObjectId objectId, int typeHint) throws IOException {
            if (lookUps.over()) {
                throw new TimeIsUpException();
            }
            return super.open(objectId, typeHint);
        }
    }
}
