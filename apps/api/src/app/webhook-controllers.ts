import { ShowWebhookController } from '../screens/show-webhook.controller.js';
import { ShowWebhooksController } from '../screens/show-webhooks.controller.js';
import { CreateWebhookEndpointController } from '../webhooks/create-webhook-endpoint.controller.js';
import { ListWebhookDeliveriesController } from '../webhooks/list-webhook-deliveries.controller.js';
import { ListWebhookEndpointsController } from '../webhooks/list-webhook-endpoints.controller.js';
import { EndOlderSecretsController } from '../webhooks/end-older-secrets.controller.js';
import { PauseWebhookEndpointController } from '../webhooks/pause-webhook-endpoint.controller.js';
import { ResumeWebhookEndpointController } from '../webhooks/resume-webhook-endpoint.controller.js';
import { RotateWebhookSecretController } from '../webhooks/rotate-webhook-secret.controller.js';
import { UpdateWebhookEndpointController } from '../webhooks/update-webhook-endpoint.controller.js';
import { ResendWebhookDeliveryController } from '../webhooks/resend-webhook-delivery.controller.js';
import { PreviewWebhookReplayController } from '../webhooks/preview-webhook-replay.controller.js';
import { StartWebhookReplayController } from '../webhooks/start-webhook-replay.controller.js';
import { StopWebhookReplayController } from '../webhooks/stop-webhook-replay.controller.js';

/** What serves webhook endpoints, their deliveries and their screens. */
export const webhookControllers = [
  ShowWebhookController,
  ShowWebhooksController,
  CreateWebhookEndpointController,
  ListWebhookDeliveriesController,
  ListWebhookEndpointsController,
  EndOlderSecretsController,
  PauseWebhookEndpointController,
  ResumeWebhookEndpointController,
  RotateWebhookSecretController,
  UpdateWebhookEndpointController,
  ResendWebhookDeliveryController,
  PreviewWebhookReplayController,
  StartWebhookReplayController,
  StopWebhookReplayController,
] as const;
