package io.rootops.app.webhook;

import io.rootops.core.memory.DeliveryMemory;
import io.rootops.core.memory.GitHubIdentities;
import io.rootops.core.memory.ReadingRequests;
import io.rootops.core.memory.Retention;
import io.rootops.core.memory.ToldHeads;
import io.rootops.core.memory.WebhookInbox;

/** The parts of the memory that webhooks need. */
public record WebhookMemory(
        WebhookInbox inbox,
        DeliveryMemory deliveries,
        GitHubIdentities identities,
        ReadingRequests requests,
        ToldHeads told,
        Retention retention) {}
