package io.rootops.core.history;

import java.io.IOException;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * A repository that gives no object out once look-ups may take no longer: JGit's blame cannot be stopped in any other way
 * while it walks past commits that leave a file alone, of which there may be a million.
 */
final class HurriedRepository extends FileRepository {
    private final LookUps lookUps;

    HurriedRepository(Repository same, LookUps lookUps) throws IOException {
        super(new FileRepositoryBuilder()
                .setGitDir(same.getDirectory())
                .setGitCommonDir(same.getCommonDirectory())
                .setup());
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
        return new Reader(super.newObjectReader(), lookUps);
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
