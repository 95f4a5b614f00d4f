/** How the first lines of a capability's issue are found again in Jira, whose format has no place for what nobody sees. */

export const contextTitle = 'Docket · context';
