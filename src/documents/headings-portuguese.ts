/** What headings say in Portuguese, folded to plain lower-case letters. */
import type { HeadingLexicon } from './heading-lexicon.ts';

export const portugueseHeadings: HeadingLexicon = {
  out_of_scope: {
    phrases:
      '^nao (?!funciona|pode|negociave|esquecer|conform)\\w+|fora (?:dest|dess|d)[ae] (?:entrega|versao|fase|rodada|ciclo|projeto|projecto)|nao (?:entra|vai entrar|vai rolar|vai ter|vamos)|fica(?:m)? (?:de )?fora|deixamos de fora|fora d[oe] (?:escopo|ambito|alcance)|nao[- ]objetivos?|nao (?:inclui|incluid[oa]s?|contemplad[oa]s?|previst[oa]s?|faremos|vamos fazer|faz parte|esta incluido)|o que nao|nao sera feito',
    words: 'fora|exclusoes|excluido|descartado|rejeitado',
  },
  future: {
    phrases:
      '(?:para|no|pro) o? ?proximo (?:semestre|ano|trimestre)|ano que vem|(?:versoes|fases|entregas) seguintes|(?:pra|para o?) ?(?:depois|futuro)|mais (?:pra|para a?) ?frente|^depois$|sem data|quem sabe|proximas? (?:ondas?|fases?|entregas?)|trabalhos? futuros?|post?[- ]?mvp|pos[- ]mvp|(?:fase|versao|etapa) (?:2|3|dois|ii|posterior)$|v[2-9]$|funcionalidades? futuras?|melhorias? futuras?|futuras? (?:versoes|melhorias|evolucoes|fases)|mais tarde|para (?:depois|mais tarde|o futuro)|proximas versoes|fases? posterior(?:es)?|evolucoes futuras|versoes futuras|numa fase',
    words: 'depois|um dia|futuro|adiado|ideias|evolucao|estacionado|backlog',
  },
  done: {
    phrases:
      'o que ja|ja (?:ta|esta|temos|funciona|no ar)|ja (?:feito|entregue|disponivel|implementado|existe|em producao|concluido|pronto)',
    words: 'feito|concluido|entregue|pronto',
  },
  question: {
    phrases:
      '(?:ficou|ficaram) (?:por|sem|em aberto)|sem decisao|(?:pra|para) (?:decidir|definir|resolver)|falta (?:decidir|definir|saber)|nao sabemos|sem resposta|(?:perguntas|questoes|pontos|duvidas|temas) (?:em aberto|abertas?|abertos?|pendentes|por resolver)|em aberto|por (?:decidir|definir|esclarecer|resolver)|a (?:definir|decidir|esclarecer)',
    words: 'perguntas|duvidas|questoes',
  },
  changelog: {
    phrases: 'historico de (?:versoes|alteracoes|revisoes)|controle de versoes',
    words: 'historico',
  },
  contents: { words: 'indice|sumario|conteudo' },
  acceptance: {
    phrases:
      '(?:esta|estara|fica) pronto quando|criterios? de (?:aceitacao|aceite|validacao)|definicao de pronto',
    words: 'criterios|aceitacao|aceite',
  },
  nfr: {
    phrases:
      'nao pode(?:m)? faltar|regras do jogo|vale (?:pra|para) tudo|condicoes gerais|nao[- ]funcionais|requisitos (?:de qualidade|tecnicos|gerais|transversais)|regras (?:gerais|transversais|comuns)|atributos de qualidade',
    words:
      'inegociave(?:l|is)|qualidade|desempenho|seguranca|acessibilidade|disponibilidade|privacidade|fiabilidade|confiabilidade|usabilidade|escalabilidade|conformidade|lgpd|rgpd|performance',
  },
  alternatives: {
    phrases: 'alternativas (?:consideradas|descartadas|avaliadas)|opcoes (?:descartadas|consideradas)',
    words: 'alternativas',
  },
  user_story: {
    phrases: 'historias? d[eo]s? (?:usuari|utilizador)[a-z]*|casos de uso|cenarios de uso',
    words: 'historias|cenarios|casos',
  },
  metrics: {
    phrases:
      'como (?:saberemos|vamos saber|a gente mede|medimos)|metricas? de sucesso|indicadores? (?:chave|de sucesso|de desempenho)|criterios? de sucesso|como (?:vamos )?(?:medir|mediremos)',
    words: 'em numeros|metricas|indicadores|kpis?|sucesso|medicao|resultados esperados',
  },
  persona: {
    phrases:
      '(?:pra|para) quem|quem (?:vai )?usa|(?:usuarios?|utilizadores)[- ]alvo|publico[- ]alvo|perfis? de (?:usuario|utilizador)|para quem',
    words:
      'intervenientes|intervenientes do processo|personas?|usuarios|utilizadores|publico|clientes|perfis|atores(?: do sistema)?|papeis|stakeholders',
  },
  example: { words: 'exemplos?' },
  glossary: { words: 'glossario|definicoes|termos|legenda|convencoes|abreviaturas' },
  reference: { words: 'referencias|anexos?|links|documentos relacionados|fontes|apendice' },
  risk: { phrases: 'riscos (?:e|&|identificados)|o que pode (?:dar|correr) ', words: 'riscos?|desvantagens' },
  assumption: { words: 'premissas|pressupostos|suposicoes|hipoteses' },
  constraint: { words: 'restricoes|limitacoes|condicionantes|pre-requisitos' },
  dependency: { words: 'dependencias?|bloqueios|a aguardar' },
  decision: { words: 'decisoes|decidido|acordos|deliberacoes' },
  action: {
    phrases:
      'quem faz o que|combinados e|proximos passos|plano de acao|tarefas pendentes|por fazer|a fazer|quem faz o que',
    words: 'combinados|pendencias|compromissos|acoes|tarefas|pendencias|encaminhamentos',
  },
  bug: { words: 'erros|falhas|defeitos|bugs' },
  milestone: {
    phrases: 'plano de (?:lancamento|implantacao|entregas|rollout)|roteiro de',
    words:
      'calendario|marcos|fases|cronograma|lancamento|implantacao|prazos|planejamento|planeamento|etapas|roadmap',
  },
  testing: { words: 'testes|plano de testes|verificacao' },
  requirement: {
    phrases:
      '^(?:em andamento|em curso|planejado|previsto)$|(?:o )?que (?:vamos|queremos|a gente vai|a gente quer|precisamos) (?:de )?(?:fazer|construir|entregar|ter)|o que entra|o que (?:o app|a app|o sistema) (?:deve|precisa)|requisitos? funcionais|funcionalidades? (?:principais|chave)|dentro do (?:escopo|ambito)|o que (?:vamos )?constru\\w*|especificacoes? funcionais|regras de negocio',
    words:
      'requisitos|funcionalidades|funcoes|escopo|ambito|caracteristicas|recursos|especificacoes|entregaveis',
  },
  technical: {
    phrases:
      'desenho tecnico|modelo (?:de dados|entidade|relacional|conceitual)|(?:esquema|diagrama) d[eoa][^:]{0,20}|solucao tecnica|stack(?: tecnologica?)?|especificac(?:ao|oes) tecnicas?|tecnologias (?:utilizadas|propostas)',
    words:
      'arquitetura|arquitectura|integracoes|tecnico|tecnologias?|interfaces|banco de dados|base de dados',
  },
  design: { words: 'design|interface|telas|ecras|experiencia do (?:usuario|utilizador)|fluxos' },
  solution: { phrases: 'solucao proposta', words: 'solucao|proposta|abordagem|conceito|ideia' },
  problem: {
    phrases: 'situacao atual|por ?que agora|declaracao do problema',
    words: 'problema|problemas|motivacao|por ?que|necessidade|oportunidade|diagnostico',
  },
  goal: {
    phrases:
      '(?:o )?que (?:queremos|a gente quer) (?:alcancar|conseguir|melhorar|mudar|atingir)|onde queremos chegar|objetivos? (?:gera(?:l|is)|especificos?|do projeto|principa(?:l|is)|de negocio)|requisitos de negocio',
    words: 'objetivos?|metas?|visao|proposito|beneficios|finalidade',
  },
  people: {
    words:
      'partes interessadas|interessados|equipe|equipa|presentes|participantes|contatos|contactos|responsaveis',
  },
  overview: {
    phrases: 'onde estamos|visao geral|resumo executivo',
    words: 'resumo|introducao|contexto|antecedentes|descricao|panorama|enquadramento|estado',
  },
  meta: { words: 'informacoes|metadados' },
};
