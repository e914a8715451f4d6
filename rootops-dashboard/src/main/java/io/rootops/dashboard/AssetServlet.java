package io.rootops.dashboard;

import jakarta.servlet.http.HttpServletRequest;

/** GET /assets/…: kept by browsers for good, since new content has a new address. */
final class AssetServlet extends ReadServlet {
    private final transient Assets assets;

    AssetServlet(Assets assets) {
        this.assets = assets;
    }

    @Override
    Answer answer(HttpServletRequest request) {
        Assets.Asset asset = assets.at(request.getRequestURI())
                .orElseThrow(() -> ProblemException.noSuchPage(request.getRequestURI()));
        String accepted = request.getHeader("Accept-Encoding");
        boolean gzip = accepted != null && accepted.contains("gzip");
        Answer answer = Answer.of(200, asset.contentType(), gzip ? asset.compressed() : asset.plain())
                .withEtag(Answer.hash(asset.plain()))
                .with("Cache-Control", "public, max-age=31536000, immutable")
                .with("Vary", "Accept-Encoding");
        return gzip ? answer.with("Content-Encoding", "gzip") : answer;
    }

    @Override
    Answer describe(Problem problem, HttpServletRequest request) {
        return Answer.text(problem.status(), problem.detail() + "\n");
    }
}
