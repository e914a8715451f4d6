package io.rootops.dashboard.view;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds every page.
 *
 * @param title of the window; different on every page
 * @param repository the one that the page is about; null: all
 * @param repositories names to switch between
 * @param theme auto, light or dark
 * @param self path and query of this page
 * @param search what was searched for, or null
 * @param visitor who looks at it
 * @param warning what everybody who reads here should know, on each page; null: nothing
 * @param liveParts selectors of the parts that the page renews by itself; null: none
 */
public record Frame(
        String title,
        Section section,
        @Nullable String repository,
        List<String> repositories,
        String theme,
        String self,
        @Nullable String search,
        Visitor visitor,
        @Nullable String warning,
        @Nullable String liveParts,
        AssetPaths assets,
        Instant now) {

    /** Entries of the navigation. */
    public enum Section {
        OVERVIEW,
        COMMITS,
        DEPLOYMENTS,
        SUSPICIONS,
        INCIDENTS,
        PATTERNS,
        HOTSPOTS,
        DORA,
        DIGEST,
        TRUST,
        ACCESS,
        LOGS,
        SERVICES,
        METRICS,
        DELIVERIES,
        HEALTH,
        REPOSITORIES,
        CONNECT,
        NONE
    }

    /**
     * Addresses of the style sheet and the scripts.
     *
     * @param echarts only of pages with charts, as is the next
     */
    public record AssetPaths(String css, String htmx, String app, String sse, String echarts, String charts) {}

    /** The one after this: auto, light, dark, and round again. */
    public String nextTheme() {
        return switch (theme) {
            case "light" -> "dark";
            case "dark" -> "auto";
            default -> "light";
        };
    }

    public String themeLink() {
        return "/dashboard/theme?value=" + nextTheme() + "&back=" + Links.value(self);
    }

    /** The same section of another repository. */
    public String sectionLink(@Nullable String other) {
        return switch (section) {
            case COMMITS -> Links.commits(other);
            case DEPLOYMENTS -> Links.deployments(other);
            case INCIDENTS -> Links.incidents(other);
            case PATTERNS -> Links.patterns(other);
            case HOTSPOTS -> Links.hotspots(other);
            case DORA -> Links.dora(other);
            case DIGEST -> Links.digest(other);
            case TRUST -> Links.trust(other);
            case OVERVIEW,
                    SUSPICIONS,
                    LOGS,
                    METRICS,
                    SERVICES,
                    DELIVERIES,
                    HEALTH,
                    REPOSITORIES,
                    CONNECT,
                    ACCESS,
                    NONE -> Links.overview(other);
        };
    }

    public String ago(Instant then) {
        return Shown.ago(then, now);
    }
}
