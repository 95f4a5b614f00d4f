/** Asks a person to let one call happen, and afterwards says how that was answered (S0-66). */
import type { PendingAction } from '../domain/conversation.ts';
import { formatAction } from './action-token.ts';
import type { Card, Tone } from './card.ts';

export function drawPendingActionCard(action: PendingAction): Card {
  const { said, tone } = standing[action.status];
  return {
    title: said,
    tone,
    blocks: [{ kind: 'text', text: action.preview }],
    choices:
      action.status === 'pending'
        ? [
            { label: 'Approve', action: formatAction('go', action.id), style: 'primary' },
            { label: 'Reject', action: formatAction('no', action.id), style: 'danger' },
          ]
        : [],
    summary: `${said}: ${action.preview}`,
  };
}

const standing: Record<PendingAction['status'], { said: string; tone: Tone }> = {
  pending: { said: 'Shall I?', tone: 'warning' },
  approved: { said: 'Approved, under way', tone: 'info' },
  rejected: { said: 'Rejected, nothing was changed', tone: 'neutral' },
  executed: { said: 'Approved and done', tone: 'success' },
  failed: { said: 'Approved, but it failed', tone: 'danger' },
};
