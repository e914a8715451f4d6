/** GitHub's webhooks: received, stored, acknowledged, and only then read and worked on. */
@NullMarked
package io.rootops.app.webhook;

import org.jspecify.annotations.NullMarked;
