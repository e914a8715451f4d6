package io.rootops.core.history;

import java.io.File;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.storage.file.UserConfigFile;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads the user's git configuration, for proxies and certificates, and nothing else. JGit would run {@code git config
 * --system}, and time the file system with files of its own in the repository; the answer to that is given here.
 */
final class QuietSystemReader extends SystemReader.Delegate {
    private static final long RESOLUTION_MILLIS = 10;

    QuietSystemReader(SystemReader system) {
        super(system);
    }

    @Override
    public FileBasedConfig openSystemConfig(@Nullable Config parent, FS fs) {
        return new NoConfig(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
        return new NoConfig(parent, fs);
    }

    @Override
    public FileBasedConfig openUserConfig(@Nullable Config parent, FS fs) {
        File home = fs.userHome();
        return new UserConfigFile(parent, new File(home, ".gitconfig"), new File(home, ".config/git/config"), fs) {
            @Override
            public long getTimeUnit(
                    String section, @Nullable String subsection, String name, long fallback, TimeUnit unit) {
                return section.equals("filesystem")
                        ? unit.convert(RESOLUTION_MILLIS, TimeUnit.MILLISECONDS)
                        : super.getTimeUnit(section, subsection, name, fallback, unit);
            }
        };
    }

    private static final class NoConfig extends FileBasedConfig {
        NoConfig(@Nullable Config parent, FS fs) {
            super(parent, new File(""), fs);
        }

        @Override
        public void load() {}

        @Override
        public void save() {}

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
