package io.rootops.core.history;

import java.util.Arrays;

/** What is known of a file when the next commit touches it. */
final class FileState {
    final int id;

    /** Its name now; other paths that lead here are earlier names. */
    String path;

    /** Lines, as the changes so far add up; never below 0. */
    int length;

    int reverts;
    long lastChange = Long.MIN_VALUE;
    final SortedTimes changes = new SortedTimes();
    final SortedTimes fixes = new SortedTimes();

    private int[] developers = new int[2];
    private int[] changesBy = new int[2];
    private int developerCount;

    FileState(int id, String path) {
        this.id = id;
        this.path = path;
    }

    int developerCount() {
        return developerCount;
    }

    int developer(int index) {
        return developers[index];
    }

    int changesBy(int developer) {
        int index = indexOf(developer);
        return index < 0 ? 0 : changesBy[index];
    }

    void change(long time, int developer, boolean fix, boolean revert, int added, int deleted) {
        length = Math.max(0, length + added - deleted);
        lastChange = Math.max(lastChange, time);
        changes.add(time);
        if (fix) {
            fixes.add(time);
        }
        if (revert) {
            reverts++;
        }
        int index = indexOf(developer);
        if (index < 0) {
            if (developerCount == developers.length) {
                developers = Arrays.copyOf(developers, developerCount * 2);
                changesBy = Arrays.copyOf(changesBy, developerCount * 2);
            }
            index = developerCount++;
            developers[index] = developer;
            changesBy[index] = 0;
        }
        changesBy[index]++;
    }

    private int indexOf(int developer) {
        for (int i = 0; i < developerCount; i++) {
            if (developers[i] == developer) {
                return i;
            }
        }
        return -1;
    }
}
