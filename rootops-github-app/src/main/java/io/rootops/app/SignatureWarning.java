package io.rootops.app;

import io.rootops.core.engine.BackendCheck;
import io.rootops.core.engine.BackendCheck.State;
import io.rootops.dashboard.view.DeliveriesView;
import java.util.List;

/** That webhooks come whose signatures do not hold. */
final class SignatureWarning {
    private SignatureWarning() {}

    /** @param said how many, without a full stop */
    static BackendCheck of(String said) {
        return new BackendCheck(
                DeliveriesView.SIGNATURES,
                State.WARN,
                said,
                List.of(),
                "if they are GitHub's, give the webhook there the secret of GITHUB_WEBHOOK_SECRET; that may hold the old"
                        + " and the new one, separated by a comma",
                List.of());
    }
}
