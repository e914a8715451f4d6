package io.rootops.dashboard.view;

import io.rootops.core.pattern.Hotspot;
import io.rootops.core.pattern.Hotspots;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where changing a repository goes wrong.
 *
 * @param days how far back files were looked for that changed; null: all the way
 * @param path directory or file that they are in or are; null: any
 * @param judged so many times a commit whose outcome is known touched one of the files of the span, in any directory
 * @param judgedBad so many times it needed a fix or was reverted
 * @param baseRate the share of these, 0 to 1
 * @param files that changed in the span below the path, those not listed too
 * @param linesTouched of all these
 * @param items the worst first
 * @param limit of items
 */
public record HotspotsView(
        String repository,
        @Nullable Integer days,
        @Nullable String path,
        int judged,
        int judgedBad,
        double baseRate,
        int files,
        long linesTouched,
        List<HotspotItem> items,
        int limit) {
    public static final int DEFAULT_DAYS = 90;
    public static final int DEFAULT_LIMIT = 50;

    /** Instead of a number of days. */
    public static final String ALL = "all";

    /** @param path without slashes at either end; null: any */
    public static HotspotsView of(
            String repository, @Nullable Integer days, @Nullable String path, Hotspots hotspots, int limit) {
        List<Hotspot> below = path == null
                ? hotspots.files()
                : hotspots.files().stream()
                        .filter(it -> within(it.changes().path(), path))
                        .toList();
        double base = hotspots.base().rate();
        return new HotspotsView(
                repository,
                days,
                path,
                hotspots.base().known(),
                hotspots.base().bad(),
                base,
                below.size(),
                below.stream().mapToLong(it -> it.changes().linesTouched()).sum(),
                below.stream()
                        .limit(limit)
                        .map(it -> HotspotItem.of(
                                it, base, Links.commits(repository, it.changes().path(), days)))
                        .toList(),
                limit);
    }

    private static boolean within(String file, String path) {
        return file.equals(path) || file.startsWith(path + "/");
    }

    public String spanLink(@Nullable Integer otherDays) {
        return Links.hotspots(repository, otherDays, path, limit);
    }

    /** Of the directory above the path; of all without a path. */
    public String upLink() {
        int slash = path == null ? -1 : path.lastIndexOf('/');
        return Links.hotspots(repository, days, path == null || slash < 0 ? null : path.substring(0, slash), limit);
    }

    /** As the parameter says it. */
    public String daysWord() {
        return days == null ? ALL : String.valueOf(days);
    }

    /** Within a sentence. */
    public String spanWords() {
        return days == null ? "in all its history" : "in the last " + Shown.count(days, "day");
    }

    /** Address of the same in JSON. */
    public String api() {
        return "/api/v1/hotspots?repository=" + repository + "&days=" + daysWord()
                + (path == null ? "" : "&path=" + Links.value(path)) + "&limit=" + limit;
    }

    /** Those that are not listed. */
    public int rest() {
        return files - items.size();
    }

    public long restLines() {
        return linesTouched
                - items.stream().mapToLong(HotspotItem::linesTouched).sum();
    }

    public List<Treemap.Cell<HotspotItem>> cells() {
        return Treemap.of(items, HotspotItem::linesTouched);
    }
}
