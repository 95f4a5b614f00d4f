/** How English titles are worded and cased, and what is left out of them. */
import { describe, expect, it } from 'vitest';
import { structureText } from '../../../src/documents/structure-text.ts';
import { proposeByRules } from '../../../src/generation/propose-by-rules.ts';

/** Titles of what the lines below "Requirements" ask for. */
function titlesOf(...lines: string[]): string[] {
  const content = ['# Plan', '## Requirements', ...lines].join('\n\n');
  const { blocks } = structureText(content);
  return proposeByRules({ name: 'plan.md', content, blocks }).tickets.map((ticket) => ticket.title);
}

describe('a title', () => {
  it.each([
    ['- **Weekly Harvest Report**', 'Add weekly harvest report'],
    ['- **Stripe Payment Links**\n- We pay through Stripe today.', 'Add Stripe payment links'],
    ['- **Crew Roster:** who sails on which boat', 'Add crew roster: who sails on which boat'],
    ['- **Guest Limit:** must stay below 200', 'Ensure the guest limit stays below 200'],
    ['- Rule: Drivers must confirm each stop', 'Let drivers confirm each stop'],
    ['- Works when the wifi is down', 'Work when the wifi is down'],
    ['- Sign-in in under 10 seconds', 'Add sign-in in under 10 seconds'],
    ['- Must give a reason for each refusal', 'Give a reason for each refusal'],
    ['- Cannot open boxes of other tenants', 'Do not open boxes of other tenants'],
    ['- Accept/decline requests from the neighbours', 'Accept/decline requests from the neighbours'],
    ['- Clear visual order of the shelves', 'Add clear visual order of the shelves'],
    ['- For new members: Show a short tour', 'Show a short tour'],
    ['- Automatically archive closed orders', 'Automatically archive closed orders'],
    [
      '- A: The receipt shows every line as paid or open',
      'Ensure the receipt shows every line as paid or open',
    ],
    ['- The till shall not permit a second refund of one receipt', 'Prevent a second refund of one receipt'],
    [
      '- The gate app shall function for 4 hours without power',
      'Ensure the gate app functions for 4 hours without power',
    ],
    [
      '- A backup shall be taken at midnight and retained for 30 days',
      'Take a backup at midnight and retain it for 30 days',
    ],
    ['- Passes expire after a day and can be renewed', 'Ensure passes expire after a day and can be renewed'],
    ['- We must be able to show who signed each form', 'Show who signed each form'],
    ['- For first-time claims we request the records from the clinic', 'Request the records from the clinic'],
    ['- They see the offer greyed out with the reason', 'Show people the offer greyed out with the reason'],
    ['- Changes appear on all phones within a second', 'Ensure changes appear on all phones within a second'],
    ['- Lists work offline and synchronise later', 'Ensure lists work offline and synchronise later'],
    ['- In the morning, members get one digest of the night', 'Send members one digest of the night'],
    ['- I need a printable list per Saturday', 'Add printable list per Saturday'],
    [
      '- **Unexpected parcels.** When a box has no label, the clerk adds a photo',
      'Handle unexpected parcels',
    ],
    ['- Booking confirmed within 2 seconds, also at nine', 'Confirm booking within 2 seconds, also at nine'],
    [
      '- When the bell rings, the host wants the list of everyone inside',
      'Give the host the list of everyone inside',
    ],
    ['- When I leave early, I want that the room becomes free', 'Ensure the room becomes free'],
    ['- Members can follow a claim but cannot change the account', 'Let members follow a claim'],
    [
      '- From any shift a carer taps Find cover and the shift is offered to all',
      'Let a carer tap Find cover and the shift is offered to all',
    ],
  ])('for "%s" is "%s"', (item, title) => {
    expect(titlesOf(`${item}\n- The app must start.`)[0]).toBe(title);
  });

  it('keeps an identified requirement apart from the line before it', () => {
    expect(titlesOf('**R1**: The hull shall float  \n**R2**: The sail shall fold  ')).toEqual([
      'Ensure the hull floats',
      'Ensure the sail folds',
    ]);
  });

  it('of a quality without a figure promises no target', () => {
    const content = '# Plan\n\n## Quality\n\n- **Backup:** nightly copies off site\n- **Uptime:** 99.5%\n';
    const { blocks } = structureText(content);
    const { tickets } = proposeByRules({ name: 'plan.md', content, blocks });
    expect(tickets.map((ticket) => ticket.title)).toEqual([
      'Ensure backup: nightly copies off site',
      'Meet the uptime target: 99.5%',
    ]);
  });
});
