package io.rootops.dashboard;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;

/** POST /api/v1/intelligence/verdicts/{id}: whether the verdict on a deployment is wrong or right, or that this is undone. */
final class VerdictAnswerServlet extends JsonServlet {
    private final transient VerdictActions actions;
    private final transient DeploymentsReader deployments;

    VerdictAnswerServlet(Json json, VerdictActions actions, DeploymentsReader deployments) {
        super(json);
        this.actions = actions;
        this.deployments = deployments;
    }

    @Override
    List<String> methods() {
        return List.of("POST");
    }

    @Override
    Answer answer(HttpServletRequest request) throws IOException {
        SameOrigin.require(request);
        JsonBody body = JsonBody.of(request);
        String path = request.getPathInfo();
        String id = path == null ? "" : path.substring(1);
        actions.take(id, body, "answer", request);
        return ok(deployments.answered(id, body.path()));
    }
}
