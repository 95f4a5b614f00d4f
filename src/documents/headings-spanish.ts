/** What headings say in Spanish, folded to plain lower-case letters. */
import type { HeadingLexicon } from './heading-lexicon.ts';

export const spanishHeadings: HeadingLexicon = {
  out_of_scope: {
    phrases:
      '^no (?!funcional|puede|negociable|olvidar|conform)\\w+|no (?:hacer|entra|vamos|se hara)|fuera de (?:esta|este)|queda(?:n)? fuera|dejamos fuera|no toca|fuera de(?:l)? (?:alcance|ambito)|no[- ]objetivos?|no (?:incluye|incluid[oa]s?|contemplad[oa]s?|previst[oa]s?|haremos|vamos a hacer|forma parte)|que no (?:es|haremos|vamos|incluye)|lo que no',
    words: 'exclusiones|excluido|descartado|rechazado',
  },
  future: {
    phrases:
      '(?:curso|ano|trimestre|verano|temporada) que viene|(?:versiones|fases|entregas) siguientes|sin fecha|para (?:la proxima|otra ocasion|luego)|despues del (?:lanzamiento|mvp)|tal vez despues|trabajo futuro|mejoras? (?:futuras?|posibles)|post[- ]?mvp|evoluciones? futuras?|(?:fase|version|etapa) (?:2|3|dos|ii|posterior)$|v[2-9]$|funcionalidades? futuras?|mejoras futuras|futuras? (?:versiones|mejoras|ampliaciones|fases)|mas adelante|para (?:mas adelante|despues|el futuro)|proximas versiones|fases? posterior(?:es)?|versiones posteriores',
    words: 'despues|luego|algun dia|futuro|aplazado|pospuesto|ideas|posibles ampliaciones|aparcado',
  },
  done: {
    phrases:
      'lo que ya|ya (?:tenemos|esta|funciona|lo tenemos)|ya (?:hecho|esta hecho|entregado|disponible|implementado|existe|en produccion|terminado)',
    words: 'terminadas?|entregadas?|hecho|completado|entregado|terminado',
  },
  question: {
    phrases:
      '(?:quedo|queda|quedan|quedaron) (?:sin|por) (?:decidir|definir|resolver)|sin decidir|falta (?:decidir|saber|definir|aclarar)|sin respuesta|no sabemos|para decidir|preguntas? (?:abiertas?|pendientes?|sin resolver)|(?:cuestiones|dudas|puntos|temas) (?:abiertas?|abiertos?|pendientes)|por (?:decidir|definir|aclarar|resolver)|sin resolver',
    words: 'preguntas|dudas|pendiente de decidir|incognitas',
  },
  changelog: {
    phrases: 'historial de (?:cambios|versiones|revisiones)|control de (?:cambios|versiones)',
    words: 'historial',
  },
  contents: { words: 'indice|contenido|tabla de contenidos' },
  acceptance: {
    phrases:
      '(?:esta|estara) (?:listo|terminado|hecho) cuando|criterios? de (?:aceptacion|validacion)|definicion de (?:hecho|terminado)',
    words: 'criterios|aceptacion',
  },
  nfr: {
    phrases:
      'condiciones generales|no puede faltar|reglas del juego|siempre se cumple|no funcionales|requisitos (?:de calidad|tecnicos|generales|transversales)|reglas (?:generales|transversales|comunes)|atributos de calidad',
    words:
      'calidad|requisitos de operacion|rendimiento|seguridad|accesibilidad|disponibilidad|privacidad|fiabilidad|usabilidad|escalabilidad|cumplimiento|operacion',
  },
  alternatives: {
    phrases: 'alternativas (?:consideradas|descartadas|evaluadas)|opciones (?:descartadas|consideradas)',
    words: 'alternativas',
  },
  user_story: {
    phrases: 'historias? de usuari[oa]s?|casos de uso|escenarios de uso',
    words: 'historias|escenarios|casos',
  },
  metrics: {
    phrases:
      'como (?:lo )?(?:medimos|sabremos|vamos a medir)|metricas? de exito|indicadores? (?:clave|de exito|de rendimiento)|criterios? de exito|como (?:lo )?mediremos|medicion del exito',
    words: 'en cifras|metricas|indicadores|kpis?|exito|medicion|resultados esperados',
  },
  persona: {
    phrases:
      'para quien(?:es)?|quien(?:es)? (?:lo |la )?(?:usan?|utilizan?)|usuarios? (?:objetivo|destinatarios)|publico objetivo|perfiles? de usuario|a quien va',
    words:
      'personas?|usuarios|publico|clientes|perfiles|destinatarios|actores|roles(?: y permisos)?|stakeholders',
  },
  example: { words: 'ejemplos?' },
  glossary: { words: 'glosario|definiciones|terminos|leyenda|convenciones|abreviaturas' },
  reference: { words: 'referencias|anexos?|enlaces|documentos relacionados|fuentes|apendice' },
  risk: {
    phrases: 'riesgos (?:y|&|identificados)|que puede (?:salir|fallar|ir) mal',
    words: 'riesgos?|inconvenientes',
  },
  assumption: { words: 'supuestos|suposiciones|hipotesis' },
  constraint: { words: 'restricciones|limitaciones|condicionantes|requisitos previos' },
  dependency: { words: 'dependencias?|bloqueos|a la espera de' },
  decision: { words: 'decisiones|acuerdos|decidido|decisiones tomadas' },
  action: {
    phrases:
      'compromisos y|tareas y|quien hace que|proximos pasos|siguientes pasos|plan de accion|tareas pendientes|por hacer|quien hace que',
    words: 'compromisos|pendientes|acciones|tareas|pendientes',
  },
  bug: { words: 'errores|fallos|defectos|incidencias' },
  milestone: {
    phrases: 'hoja de ruta|plan de (?:lanzamiento|despliegue|entregas)',
    words: 'calendario|hitos|fases|cronograma|lanzamiento|despliegue|plazos|planificacion|etapas',
  },
  testing: { words: 'pruebas|plan de pruebas|verificacion' },
  requirement: {
    phrases:
      '^(?:en curso|en marcha|planificado|previsto)$|(?:que|lo que) (?:vamos a|queremos|hay que|necesitamos) (?:hacer|construir|entregar|desarrollar)|lo que pedimos|que debe hacer|requisitos? funcionales|requerimientos? (?:funcionales|del sistema)|funcionalidades? (?:principales|clave)|dentro del alcance|que (?:vamos a construir|construimos)|especificaciones? funcionales|reglas de negocio',
    words:
      'requisitos|requerimientos|funcionalidades|funciones|alcance|caracteristicas|especificaciones|entregables',
  },
  technical: {
    phrases:
      'diseno tecnico|modelo (?:de|entidad)[- ](?:datos|relacion)|esquema de (?:la )?base|solucion tecnica|stack(?: tecnologico)?|especificacion(?:es)? tecnicas?|tecnologias (?:utilizadas|propuestas)|entorno tecnologico',
    words: 'arquitectura|integraciones|tecnico|tecnologias?|interfaces|base de datos',
  },
  design: { words: 'diseno|interfaz|pantallas|experiencia de usuario|flujos' },
  solution: { phrases: 'solucion propuesta', words: 'solucion|propuesta|enfoque|concepto|idea' },
  problem: {
    phrases: 'situacion actual|por que ahora|planteamiento del problema',
    words: 'problema|problemas|motivacion|por que|necesidad|oportunidad|diagnostico',
  },
  goal: {
    phrases:
      '(?:que )?queremos (?:lograr|conseguir|alcanzar|mejorar|cambiar)|que buscamos|objetivos? (?:generales?|especificos?|del proyecto|principal(?:es)?|de negocio)',
    words: 'objetivos?|metas?|vision|proposito|beneficios|finalidad',
  },
  people: {
    words: 'interesados|equipo|asistentes|participantes|contactos|responsables|partes interesadas',
  },
  overview: {
    phrases: 'donde estamos|vision general|resumen ejecutivo',
    words: 'resumen|introduccion|contexto|antecedentes|descripcion|panorama|sintesis|estado',
  },
  meta: { words: 'informacion|metadatos' },
};
