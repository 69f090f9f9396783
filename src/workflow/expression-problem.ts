/** What is wrong with an expression or a template, in a sentence: those who hold it say whose it is. */
export class ExpressionProblem extends Error {}
