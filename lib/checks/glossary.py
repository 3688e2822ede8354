"""The English–Chinese glossary, read from the notebooks: python glossary.py writes notebooks/glossary.md anew.

A term stands in a notebook as `English (中文)`. Emphasised English is the term; otherwise it is what stands between the last small
word or sign and the bracket. What that gets wrong is put right in TERMS, what is no term is named in NO_TERMS; there is no other list.
"""

import re
import sys
from dataclasses import dataclass

import lint
import notebooks
from rules_prose import without_code

FILE = notebooks.FOLDER / "glossary.md"
COMMAND = "./build.sh glossary"

HEAD = """# Glossary: the English and the Chinese terms

The terms as the notebooks give them, each with the notebook that has it first. Made from the notebooks by `{command}`; change it there.
Names in PyTorch and Keras are in [names.md](names.md).

| English | 中文 | first in |
|---|---|---|
"""

LONGEST_CHINESE, MOST_WORDS = 12, 4

# Chinese as it stands in a notebook -> the English term, where the words before the bracket are not just that term.
TERMS = {
    "权重": "weights", "权重矩阵": "weight matrix", "偏置项": "bias", "时间步": "time step", "隐藏层": "hidden layer", "目标": "target",
    "前向运算": "forward pass", "前向计算": "forward pass", "记忆能力": "memory", "记忆单元": "memory unit", "固定宽度的窗口": "window of fixed width",
    "多层感知器": "multilayer perceptron", "均方误差": "mean squared error", "置换": "permutation", "窗口": "window",
    "有外部输入的非线性自回归模型": "nonlinear autoregressive model with external input, NARX", "N-gram 语言模型": "n-gram language model",
    "权值共享": "weight sharing", "参数共享": "parameter sharing", "批": "batch", "按时间展开": "unrolling in time", "展开": "unrolling",
    "全连接网络": "fully connected network", "全连接": "fully connected", "拼接": "concatenation", "不定长": "variable length",
    "变长": "variable length", "没有peephole": "without peepholes", "矩阵求导": "matrix calculus", "责任": "blame",
    "随时间反向传播": "backpropagation through time, BPTT", "实时循环学习": "real-time recurrent learning, RTRL", "循环层": "recurrent layer",
    "循环神经网络": "recurrent neural network, RNN", "递归神经网络": "recursive neural network", "双向网络": "bidirectional network",
    "深度循环神经网络": "deep recurrent network", "饱和": "saturation", "长短期记忆": "long short-term memory, LSTM",
    "门控循环单元": "gated recurrent unit, GRU", "简单循环网络": "simple recurrent network, SRN", "反向传播": "backpropagation, BP",
    "梯度裁剪": "gradient clipping", "梯度下降": "gradient descent", "自动机": "automaton", "因果": "causal", "分布式表示": "distributed representation",
    "留出法": "hold-out", "泛化": "generalisation", "最低位优先": "least significant bit first", "损失": "loss", "独热": "one-hot",
    "丢弃法": "dropout", "优化器": "optimiser", "优化": "optimisation", "图像字幕": "image captioning", "情感分类": "sentiment classification",
    "机器翻译": "machine translation", "视频分类": "video classification", "同步多对多": "aligned many to many", "单位矩阵": "identity matrix",
    "正交矩阵": "orthogonal matrix", "标准正态分布": "standard normal distribution", "梯度问题": "gradient problems", "自回归模型": "autoregressive model, AR",
    "最终输出": "final output", "顺序": "order", "异或": "exclusive or, XOR", "向量对向量的链式求导": "chain rule, vector by vector",
    "标量对向量的链式求导": "chain rule, number by vector", "逐元素相乘": "entry-by-entry product, ⊙", "携带": "carry (of a state)", "学习率": "learning rate", "平滑": "smoothing",
    "文本处理": "text processing", "点击率": "click-through rate", "手写识别": "handwriting recognition",
    "图像和视频自动字幕": "automatic captions of images and videos", "置信区间": "confidence interval",
    "全循环网络": "fully recurrent network", "Hopfield 网络": "Hopfield network", "回声状态网络": "echo state network",
    "连续时间循环网络": "continuous-time network", "分层RNN": "hierarchical RNN", "循环多层感知器": "recurrent multilayer perceptron",
    "二阶循环神经网络": "second-order network", "序列级联网络": "sequential cascaded network", "线性递推": "linear recurrence",
    "欧拉法": "Euler's method", "槽": "slot", "储备池": "reservoir", "标签": "label, tag",
}

# Brackets that hold a quotation, an example or a remark.
NO_TERMS = {
    "对问题的充分了解", "没有时序特征", "依旧不完整", "清洗掉", "语言从侧面反映了思考方式", "范围更广", "使用计算错误的权重", "最後一個時刻的 Loss", "同一份矩陣",
    "额外的调整", "侧向", "相互独立", "时间", "类型", "买", "修", "不可靠", "缓解", "解决", "为训练方便", "长时间的短期记忆", "少了1/3的参数", "迷你状态机",
    "历史信息", "死记硬背", "无监督的预训练", "郑元春", "磐创AI", "分类",
}

BRACKET = re.compile(r"[（(]([^()（）\n]*[\u4e00-\u9fff][^()（）\n]*)[)）]")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
NAME = re.compile(r"[A-Z]{2}|Euler|Hebb|Hopfield|Jacobian|Mersenne")
EMPHASISED = re.compile(r"\*{1,2}([^*]+)\*{1,2}$")
CUT = re.compile(
    r"[.,;:|?!()\[\]“”\"#·=]|\$[^$]*\$|\b(?:a|an|the|its?|of|to|in|into|at|as|is|are|by|for|from|and|or|not|but|with|over|we|has|have|this|that|"
    r"these|those|our|whose|so|no|some|all|each|one|two|be|into|call|called|measures|between|than|on|draws?|s)\b", re.IGNORECASE)


@dataclass
class Term:
    english: str
    chinese: list[str]
    notebook: str


def pairs(text):
    """(English, Chinese) of every bracket in a markdown text that holds a term."""
    for bracket in BRACKET.finditer(text):
        chinese, *more = [part.strip() for part in re.split(r"[,;]", bracket.group(1))]
        if chinese in NO_TERMS or bracket.group(1) in NO_TERMS:
            continue
        if not CHINESE.search(chinese):                      # "gradient problems, 梯度问题"
            chinese = next(part for part in more if CHINESE.search(part))
        if chinese in TERMS:
            yield TERMS[chinese], chinese
        elif is_term(chinese) and (english := term_before(text[:bracket.start()])):
            yield english, chinese


def is_term(chinese):
    return 1 < len(chinese) <= LONGEST_CHINESE and not re.search(r"[A-Za-z0-9_`$。，：:]", chinese) and chinese not in NO_TERMS


def term_before(text):
    """The English term at the end of a text, or nothing."""
    line = text.rpartition("\n")[2].rstrip()
    emphasised = EMPHASISED.search(line)
    words = emphasised.group(1) if emphasised else CUT.split(line.replace("*", ""))[-1]
    words = words.strip().rstrip(".")
    return words if 0 < len(words.split()) <= MOST_WORDS and re.match(r"[A-Za-z]", words) else ""


def terms(pages):
    """One term for each English one, in the order of the alphabet; a Chinese term keeps the English one that it had first."""
    found, known = {}, {}
    for page in pages:
        for _, cell in page.markdown():
            for english, chinese in pairs(without_code(cell.source)):
                english = known.setdefault(chinese, english if NAME.match(english) else english[0].lower() + english[1:])
                term = found.setdefault(english, Term(english, [], page.name))
                if chinese not in term.chinese:
                    term.chinese.append(chinese)
    return sorted(found.values(), key=lambda term: term.english.lower())


def text_of(found):
    rows = [f"| {t.english} | {'、'.join(t.chinese)} | [{t.notebook.partition('-')[0]}]({t.notebook}) |" for t in found]
    return HEAD.format(command=COMMAND) + "\n".join(rows) + "\n"


def fresh():
    """The glossary that the notebooks give now."""
    pages = [lint.Page.load(path) for path in notebooks.find()]
    return text_of(terms(page for page in pages if page.is_chapter))


def main():
    text = fresh()
    FILE.write_text(text, encoding="utf-8", newline="\n")
    print(f"{text.count(chr(10)) - HEAD.count(chr(10))} terms in {FILE.relative_to(notebooks.ROOT)}.")


if __name__ == "__main__":
    sys.exit(main())
