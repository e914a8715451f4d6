package io.rootops.dashboard;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import io.rootops.core.change.TrackedRepository;
import io.rootops.dashboard.view.Frame;
import io.rootops.dashboard.view.Links;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Renders the templates into answers. */
final class Pages {
    /** Own files only; no inline script or style, no frame around us. */
    static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self' data:; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self';"
            + " frame-ancestors 'none'";

    /** The same with a form that goes to another site, and to where that leads back. */
    static String policyWithForm(URI target) {
        return CONTENT_SECURITY_POLICY.replace(
                "form-action 'self'", "form-action 'self' " + target.getScheme() + "://" + target.getRawAuthority());
    }

    private final TemplateEngine templates = TemplateEngine.createPrecompiled(
            null, ContentType.Html, Pages.class.getClassLoader(), "io.rootops.dashboard.jte");
    private final Frame.AssetPaths assets;
    private final InstantSource clock;
    private final @Nullable String warning;

    /** @param warning on each page; null: none */
    Pages(Assets assets, InstantSource clock, @Nullable String warning) {
        this.assets = new Frame.AssetPaths(
                assets.path("app.css"),
                assets.path("htmx.min.js"),
                assets.path("app.js"),
                assets.path("sse.js"),
                assets.path("echarts.common.min.js"),
                assets.path("charts.js"));
        this.clock = clock;
        this.warning = warning;
    }

    Answer render(int status, String template, Map<String, Object> values) {
        Utf8ByteOutput page = new Utf8ByteOutput();
        templates.render(template, values, new VisibleText(page));
        return Answer.of(status, "text/html;charset=utf-8", page.toByteArray())
                .with("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    }

    Answer problem(Problem problem, HttpServletRequest request) {
        Frame frame = frame(request, problem.title(), Frame.Section.NONE, null, List.of(), null);
        return render(problem.status(), "problem.jte", Map.of("frame", frame, "problem", problem));
    }

    /**
     * Gathers what surrounds a page.
     *
     * @param repository the one that the page is about; null: all
     * @param liveParts selectors of the parts that renew themselves; null: none
     */
    Frame frame(
            HttpServletRequest request,
            String title,
            Frame.Section section,
            @Nullable TrackedRepository repository,
            List<TrackedRepository> all,
            @Nullable String liveParts) {
        // The query of a sign-in link is a secret, and this goes into links.
        String query = request.getRequestURI().equals(Links.LOGIN) ? null : request.getQueryString();
        return new Frame(
                title,
                section,
                repository == null ? null : repository.name(),
                all.stream().map(TrackedRepository::name).toList(),
                Theme.of(request).word(),
                request.getRequestURI() + (query == null ? "" : "?" + query),
                Query.of(request).get("q"),
                Visitors.of(request),
                warning,
                liveParts,
                assets,
                clock.instant());
    }
}
