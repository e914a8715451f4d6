package io.rootops.dashboard;

import io.rootops.core.change.TrackedRepository;
import io.rootops.dashboard.view.DeploymentView;
import io.rootops.dashboard.view.Frame;
import io.rootops.dashboard.view.Shown;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The list of deployments, and the page of one. */
final class DeploymentPages {
    private static final int LONGEST_TITLE = 80;

    private final Pages pages;
    private final DeploymentsReader deployments;

    DeploymentPages(Pages pages, DeploymentsReader deployments) {
        this.pages = pages;
        this.deployments = deployments;
    }

    Answer list(HttpServletRequest request, List<TrackedRepository> all, @Nullable TrackedRepository repository) {
        String title = repository == null ? "Deployments" : "Deployments of " + repository.name();
        Frame frame = pages.frame(
                request, Shown.cut(title, LONGEST_TITLE), Frame.Section.DEPLOYMENTS, repository, all, "#deployments");
        return pages.render(200, "deployments.jte", Map.of("frame", frame, "view", deployments.newest(repository)));
    }

    Answer one(HttpServletRequest request, String id, List<TrackedRepository> all) {
        DeploymentView view = deployments.one(id, Query.of(request));
        TrackedRepository home = all.stream()
                .filter(it -> it.name().equals(view.item().repository()))
                .findFirst()
                .orElse(null);
        String title = Shown.cut(view.item().what() + " of " + view.item().repository(), LONGEST_TITLE);
        Frame frame = pages.frame(
                request,
                title,
                Frame.Section.DEPLOYMENTS,
                home,
                all,
                view.item().nextLookAt() == null ? null : "#deployment");
        return pages.render(200, "deployment.jte", Map.of("frame", frame, "view", view));
    }
}
