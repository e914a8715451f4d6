package io.rootops.core.signal.file;

/** A number of bytes in words. */
final class Size {
    private static final String[] UNITS = {"bytes", "KiB", "MiB", "GiB", "TiB"};

    private Size() {}

    static String of(long bytes) {
        long size = bytes;
        int unit = 0;
        while (size >= 10 * 1024 && unit < UNITS.length - 1) {
            size /= 1024;
            unit++;
        }
        return size + " " + UNITS[unit];
    }
}
