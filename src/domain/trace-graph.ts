/** Tickets as a graph: what they come from and became, or what they wait for. */
import * as z from 'zod';
import type { Chain, TicketView } from './ticket-view.ts';
import type { Insight, Recommendation, ResearchSource } from './upstream.ts';

export const GraphNode = z.object({
  id: z.string(),
  type: z.enum(['research', 'insight', 'recommendation', 'document', 'block', 'ticket', 'issue']),
  label: z.string(),
  /** What else is known of it, by name. */
  facts: z.record(z.string(), z.unknown()),
});
export type GraphNode = z.infer<typeof GraphNode>;

export const GraphEdge = z.object({
  from: z.string(),
  to: z.string(),
  /** In words: `from` … `to`. `suggests` is an order that only the document's sequence suggests. */
  type: z.enum([
    'informs',
    'supports',
    'motivates',
    'contains',
    'becomes',
    'pushed_as',
    'gathers',
    'blocks',
    'suggests',
  ]),
  facts: z.record(z.string(), z.unknown()),
});
export type GraphEdge = z.infer<typeof GraphEdge>;

export const TicketGraph = z.object({ nodes: z.array(GraphNode), edges: z.array(GraphEdge) });
export type TicketGraph = z.infer<typeof TicketGraph>;

/** From research to issues. Every edge has both its ends among the nodes, each of which is there once. */
export function graphOfChains(chains: readonly Chain[]): TicketGraph {
  const graph = createGraph();
  for (const chain of chains) {
    const ticket = graph.node(ticketNode(chain.ticket));
    addUpstream(graph, chain);
    for (const source of chain.sources) {
      const document = graph.node(documentNode(source, chain));
      const block = graph.node(blockNode(source));
      graph.edge(document, block, 'contains');
      graph.edge(block, ticket, 'becomes', { lines: source.lines, quote: source.quote });
      addReasons(graph, block, source.upstream, chain);
      if (chain.document?.id === source.documentId) addReasons(graph, document, chain.document, chain);
    }
    for (const ref of chain.ticket.refs) {
      const { tracker, externalKey, url, rawStatus, sandbox } = ref;
      const facts = { tracker, url, status: rawStatus, sandbox };
      const issue = graph.node({
        id: `issue:${tracker}:${ref.externalId}`,
        type: 'issue',
        label: externalKey,
        facts,
      });
      graph.edge(ticket, issue, 'pushed_as');
    }
  }
  return graph.done();
}

/** What waits for what, and which epic gathers which; only among these tickets. */
export function graphOfTickets(views: readonly TicketView[]): TicketGraph {
  const graph = createGraph();
  const idOf = new Map(views.map((view) => [view.ticket.key, graph.node(ticketNode(view))]));
  const link = (from: string | undefined, to: string | undefined, type: GraphEdge['type']) => {
    if (from && to) graph.edge(from, to, type);
  };
  for (const { ticket, dependsOn, suggestedAfter, parentKey } of views) {
    const own = idOf.get(ticket.key);
    if (parentKey !== null) link(idOf.get(parentKey), own, 'gathers');
    for (const key of dependsOn) link(idOf.get(key), own, 'blocks');
    const hinted = suggestedAfter.filter((key) => !dependsOn.includes(key));
    for (const key of hinted) link(idOf.get(key), own, 'suggests');
  }
  return graph.done();
}

function createGraph() {
  const nodes = new Map<string, GraphNode>();
  const edges = new Map<string, GraphEdge>();
  return {
    node(node: GraphNode): string {
      if (!nodes.has(node.id)) nodes.set(node.id, node);
      return node.id;
    },
    edge(from: string, to: string, type: GraphEdge['type'], facts: GraphEdge['facts'] = {}): void {
      const name = `${from} ${type} ${to}`;
      if (!edges.has(name)) edges.set(name, { from, to, type, facts });
    },
    done: (): TicketGraph => ({ nodes: [...nodes.values()], edges: [...edges.values()] }),
  };
}

type Graph = ReturnType<typeof createGraph>;

function ticketNode({ ticket }: TicketView): GraphNode {
  const { id, key, title, type, work, review, version } = ticket;
  const facts = { key, ticket_type: type, status: review.status, work_status: work.status, version };
  return { id: `ticket:${id}`, type: 'ticket', label: `${key} ${title}`, facts };
}

type Source = Chain['sources'][number];

function documentNode(
  { documentId, documentTitle, documentVersion }: Source,
  { document }: Chain,
): GraphNode {
  const source = document?.id === documentId ? document.source.name : null;
  const label = `${documentTitle ?? 'A deleted document'}, version ${documentVersion}`;
  const facts = { document_id: documentId, version: documentVersion, source };
  return { id: `document:${documentId}@${documentVersion}`, type: 'document', label, facts };
}

function blockNode({ block, documentId, documentVersion, lines }: Source): GraphNode {
  const name = block?.id ?? `${documentId}:${lines[0]}`;
  const label = block?.title ?? block?.type ?? 'A block that is gone';
  const facts = { block_type: block?.type ?? null, lines: block?.lines ?? lines };
  return { id: `block:${name}@${documentVersion}`, type: 'block', label, facts };
}

function addUpstream(graph: Graph, { recommendation, insights, researchSources }: Chain): void {
  const sources = new Map(researchSources.map((source) => [source.id, source]));
  for (const insight of insights) {
    const to = graph.node(insightNode(insight));
    for (const id of insight.sourceIds) {
      const source = sources.get(id);
      if (source) graph.edge(graph.node(researchNode(source)), to, 'informs');
    }
    if (recommendation?.addressesInsightIds.includes(insight.id)) {
      graph.edge(to, graph.node(recommendationNode(recommendation)), 'supports');
    }
  }
}

/** Why a document or block was written: only of what the chain knows, so that no edge leads nowhere. */
function addReasons(
  graph: Graph,
  to: string,
  link: { recommendationId: string | null; insightIds: readonly string[] },
  { recommendation, insights }: Chain,
): void {
  if (recommendation && link.recommendationId === recommendation.id) {
    graph.edge(graph.node(recommendationNode(recommendation)), to, 'motivates');
  }
  for (const insight of insights) {
    if (link.insightIds.includes(insight.id)) graph.edge(graph.node(insightNode(insight)), to, 'motivates');
  }
}

function researchNode({ id, title, kind, url }: ResearchSource): GraphNode {
  return { id: `research:${id}`, type: 'research', label: title, facts: { kind, url } };
}

function insightNode({ id, title, insightType, severity, frequency }: Insight): GraphNode {
  const facts = { insight_type: insightType, severity, frequency };
  return { id: `insight:${id}`, type: 'insight', label: title, facts };
}

function recommendationNode({ id, title, status }: Recommendation): GraphNode {
  return { id: `recommendation:${id}`, type: 'recommendation', label: title, facts: { status } };
}
