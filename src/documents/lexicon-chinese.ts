/** What headings and sentences say in Chinese, folded. */
import type { HeadingLexicon } from './heading-lexicon.ts';
import type { SpeechWords } from './speech-words.ts';

export const chineseHeadings: HeadingLexicon = {
  out_of_scope: { phrases: '不做|不包含|不包括|非目标|范围之外|超出范围|不在范围|不支持的|排除范围' },
  future: {
    phrases:
      '后续(?:版本|规划|计划|迭代|优化|扩展)|未来(?:规划|计划|扩展|版本)|二期|第二期|远期|以后再|待办池|展望|扩展功能',
  },
  done: { phrases: '已完成|已实现|已上线' },
  question: { phrases: '待确认|待定问题|未决|遗留问题|开放问题|待讨论|疑问' },
  changelog: { phrases: '版本(?:历史|记录)|修订(?:历史|记录)|变更(?:记录|历史)|更新日志' },
  contents: { phrases: '^目录$' },
  acceptance: { phrases: '验收(?:标准|条件|准则)|完成标准' },
  nfr: {
    phrases:
      '非功能|性能(?:要求|需求)|安全(?:要求|需求|性)|可用性|兼容性|可靠性|可维护性|质量要求|数据安全|隐私',
  },
  alternatives: { phrases: '备选方案|替代方案|方案对比' },
  user_story: { phrases: '用户故事|使用场景|用例|用户场景' },
  metrics: { phrases: '成功指标|衡量指标|关键指标|数据指标|业务指标|成功标准' },
  persona: { phrases: '目标用户|用户画像|用户角色|用户群体|角色(?:定义|说明)|使用对象' },
  example: { phrases: '示例|举例|样例' },
  glossary: { phrases: '术语|名词解释|缩略语|定义$' },
  reference: { phrases: '附录|参考(?:资料|文献)|相关文档' },
  risk: { phrases: '风险' },
  assumption: { phrases: '假设' },
  constraint: { phrases: '约束|限制条件|前提条件' },
  dependency: { phrases: '依赖' },
  decision: { phrases: '决策记录|已决' },
  action: { phrases: '下一步|待办|行动项|任务(?:清单|列表|拆解)' },
  bug: { phrases: '已知问题|缺陷' },
  milestone: {
    phrases:
      '里程碑|项目计划|开发计划|时间(?:规划|计划|安排)|排期|版本规划|实施计划|迭代计划|开发阶段|路线图',
  },
  testing: { phrases: '测试(?:计划|用例|方案)?$' },
  requirement: {
    phrases:
      '功能(?:需求|列表|清单|模块|要求|描述|说明|设计|点)|业务需求|需求(?:列表|清单|描述|说明|详情|范围)|核心功能|主要功能|产品功能|具体需求|业务规则|页面功能|基础功能',
    words: '需求|功能',
  },
  technical: {
    phrases:
      '技术(?:架构|方案|选型|栈|要求|实现)|系统架构|数据(?:模型|库|结构)|接口(?:设计|说明)?|架构设计|项目结构|目录结构|部署',
  },
  design: { phrases: '界面(?:设计|要求)?|交互(?:设计)?|页面设计|ui|原型' },
  solution: { phrases: '解决方案|方案概述|产品方案' },
  problem: { phrases: '问题(?:描述|背景)|痛点|现状' },
  goal: { phrases: '目标|愿景|价值' },
  people: { phrases: '干系人|团队|参与人|负责人' },
  overview: { phrases: '概述|简介|背景|引言|产品介绍|项目介绍|文档说明|总体描述|概要|综述' },
  meta: { phrases: '文档信息|基本信息' },
};

export const chineseSpeech: SpeechWords = {
  must: '必须|应当|应该|应(?=[^用该])|需要|需(?=[^求要])|不得|不能|禁止|不允许|务必',
  should: '建议|希望|想要|期望|最好',
  may: '可选|如有可能|视情况',
  can: '可以|能够|支持|允许|提供|可(?=[^选能用见靠维])',
  will: '显示|展示|发送|收到|保存|创建|添加|打开|删除|更新|计算|导出|导入|校验|通知|提醒|生成|记录|跳转|弹出|自动|点击|查看|编辑|上传|下载|搜索|筛选',
  done: '已(?:完成|实现|上线|支持|有)',
  future: '后续(?:版本|迭代|再|支持)?|未来|以后|下(?:一)?(?:期|版本)|二期|暂不(?:考虑|支持|做|实现)|暂缓',
  dropped: '不做|不包含|不包括|不在范围|不考虑|不支持|排除|砍掉|取消',
  past: '去年|上个月|曾经|调研(?:显示|发现)|反馈说',
  now: '目前|现在|当前(?:的)?(?:情况|系统|流程)|平均|每月',
  limit: '必须|只能|最多|至少|不超过|不少于|以内|始终|从不|仅',
  musing: '我们认为|我们觉得',
  goal: '目标是|提升至|降低至|达到 ?\\d|在.{0,10}之前达到',
  unknown: '待定|待确认|未确定|不确定|尚未决定',
  actor: '系统|用户|平台|应用|管理员|页面|服务|服务器|后台|前端|客户|小程序|接口|每个|所有',
};
