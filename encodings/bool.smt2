;; Bool
;;
;; The value is the truth value of the operand, letter case aside
;; (IAM/reference_policies_elements_condition_operators). Operand `false` against a value that is neither
;; `true` nor `false`: the policy simulator matches, no page says: assumption `bool-false-matches-other-text`.
;; Variables: the operators page has them here, the variables page has not: assumption `bool-variables`. There
;; is no negated form. An absent key fails.
;;
;; Encoded as membership of the key's text in the spellings of `true`; `false` is the complement, or under the
;; other reading the spellings of `false`. Exact: finite languages. A variable is a choice of two cases, its
;; value being some spelling of `true` or of `false`.

(set-logic ALL)

;; policy yes
;;   {"Condition": {"Bool": {"aws:SecureTransport": "true"}}}
;; emits
(push 1)
(declare-const |aws:securetransport present| Bool)
(declare-const |aws:securetransport| String)
(assert (and |aws:securetransport present| (str.in_re |aws:securetransport| (re.++ (re.union (str.to_re "t") (str.to_re "T")) (re.union (str.to_re "r") (str.to_re "R")) (re.union (str.to_re "u") (str.to_re "U")) (re.union (str.to_re "e") (str.to_re "E"))))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of yes
;;   {"context": {"aws:SecureTransport": ["true"]}} => true
;;   {"context": {"aws:SecureTransport": ["TRUE"]}} => true
;;   {"context": {"aws:SecureTransport": ["false"]}} => false
;;   {"context": {"aws:SecureTransport": ["1"]}} => false
;;   {"context": {}} => false

;; policy no
;;   {"Condition": {"Bool": {"aws:SecureTransport": "false"}}}
;; emits
(push 1)
(declare-const |aws:securetransport present| Bool)
(declare-const |aws:securetransport| String)
(assert (and |aws:securetransport present| (not (str.in_re |aws:securetransport| (re.++ (re.union (str.to_re "t") (str.to_re "T")) (re.union (str.to_re "r") (str.to_re "R")) (re.union (str.to_re "u") (str.to_re "U")) (re.union (str.to_re "e") (str.to_re "E")))))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of no
;;   {"context": {"aws:SecureTransport": ["False"]}} => true
;;   {"context": {"aws:SecureTransport": ["maybe"]}} => true
;;   {"context": {"aws:SecureTransport": [""]}} => true
;;   {"context": {"aws:SecureTransport": ["true"]}} => false
;;   {"context": {}} => false

;; policy no-strictly, under bool-false-matches-other-text=differs
;;   {"Condition": {"Bool": {"aws:SecureTransport": "false"}}}
;; emits
(push 1)
(declare-const |aws:securetransport present| Bool)
(declare-const |aws:securetransport| String)
(assert (and |aws:securetransport present| (str.in_re |aws:securetransport| (re.++ (re.union (str.to_re "f") (str.to_re "F")) (re.union (str.to_re "a") (str.to_re "A")) (re.union (str.to_re "l") (str.to_re "L")) (re.union (str.to_re "s") (str.to_re "S")) (re.union (str.to_re "e") (str.to_re "E"))))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of no-strictly
;;   {"context": {"aws:SecureTransport": ["False"]}} => true
;;   {"context": {"aws:SecureTransport": ["maybe"]}} => false

;; policy either
;;   {"Condition": {"Bool": {"aws:SecureTransport": ["true", "false"]}}}
;; emits
(push 1)
(declare-const |aws:securetransport present| Bool)
(assert |aws:securetransport present|)
(set-info :status sat)
(check-sat)
(pop 1)

;; policy absent
;;   {"Condition": {"Null": {"aws:SecureTransport": "true"}}}
;; emits
(push 1)
(declare-const |aws:securetransport present| Bool)
(assert (not |aws:securetransport present|))
(set-info :status sat)
(check-sat)
(pop 1)

;; law never-both: yes and no, expect unsat
(push 1)
(assert false)
(set-info :status unsat)
(check-sat)
(pop 1)
;; law both-operands-are-presence: either and absent, expect unsat
(push 1)
(assert false)
(set-info :status unsat)
(check-sat)
(pop 1)
;; law present-is-one-of-them: not (either or absent), expect unsat
(push 1)
(assert false)
(set-info :status unsat)
(check-sat)
(pop 1)
;; law not-so-strictly: not (either or absent), under bool-false-matches-other-text=differs, expect sat
(push 1)
(declare-const |aws:securetransport present| Bool)
(declare-const |aws:securetransport| String)
(assert (not (or (not |aws:securetransport present|) (and |aws:securetransport present| (or (str.in_re |aws:securetransport| (re.++ (re.union (str.to_re "t") (str.to_re "T")) (re.union (str.to_re "r") (str.to_re "R")) (re.union (str.to_re "u") (str.to_re "U")) (re.union (str.to_re "e") (str.to_re "E")))) (str.in_re |aws:securetransport| (re.++ (re.union (str.to_re "f") (str.to_re "F")) (re.union (str.to_re "a") (str.to_re "A")) (re.union (str.to_re "l") (str.to_re "L")) (re.union (str.to_re "s") (str.to_re "S")) (re.union (str.to_re "e") (str.to_re "E")))))))))
(set-info :status sat)
(check-sat)
(pop 1)
;; law consistent-requests-are-true-or-false: not (either or absent), in any, under bool-false-matches-other-text=differs, expect unsat
(push 1)
(declare-const |aws:securetransport present| Bool)
(declare-const |aws:securetransport| String)
(assert (and |aws:securetransport present| (not (or (not |aws:securetransport present|) (and |aws:securetransport present| (or (str.in_re |aws:securetransport| (re.++ (re.union (str.to_re "t") (str.to_re "T")) (re.union (str.to_re "r") (str.to_re "R")) (re.union (str.to_re "u") (str.to_re "U")) (re.union (str.to_re "e") (str.to_re "E")))) (str.in_re |aws:securetransport| (re.++ (re.union (str.to_re "f") (str.to_re "F")) (re.union (str.to_re "a") (str.to_re "A")) (re.union (str.to_re "l") (str.to_re "L")) (re.union (str.to_re "s") (str.to_re "S")) (re.union (str.to_re "e") (str.to_re "E")))))))) (not (and |aws:securetransport present| (not (or (= |aws:securetransport| "true") (= |aws:securetransport| "false")))))))
(set-info :status unsat)
(check-sat)
(pop 1)

;; policy same
;;   {"Condition": {"Bool": {"aws:SecureTransport": "${aws:ViaAWSService}"}}}
;; emits
(push 1)
(declare-const |aws:securetransport present| Bool)
(declare-const |aws:viaawsservice present| Bool)
(declare-const |aws:viaawsservice| String)
(declare-const |aws:securetransport| String)
(define-fun term-1 () Bool (str.in_re |aws:securetransport| (re.++ (re.union (str.to_re "t") (str.to_re "T")) (re.union (str.to_re "r") (str.to_re "R")) (re.union (str.to_re "u") (str.to_re "U")) (re.union (str.to_re "e") (str.to_re "E")))))
(assert (and |aws:securetransport present| (or (and |aws:viaawsservice present| (str.in_re |aws:viaawsservice| (re.++ (re.union (str.to_re "t") (str.to_re "T")) (re.union (str.to_re "r") (str.to_re "R")) (re.union (str.to_re "u") (str.to_re "U")) (re.union (str.to_re "e") (str.to_re "E")))) term-1) (and |aws:viaawsservice present| (str.in_re |aws:viaawsservice| (re.++ (re.union (str.to_re "f") (str.to_re "F")) (re.union (str.to_re "a") (str.to_re "A")) (re.union (str.to_re "l") (str.to_re "L")) (re.union (str.to_re "s") (str.to_re "S")) (re.union (str.to_re "e") (str.to_re "E")))) (not term-1)))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of same
;;   {"context": {"aws:SecureTransport": ["true"], "aws:ViaAWSService": ["True"]}} => true
;;   {"context": {"aws:SecureTransport": ["false"], "aws:ViaAWSService": ["false"]}} => true
;;   {"context": {"aws:SecureTransport": ["true"], "aws:ViaAWSService": ["false"]}} => false
;;   {"context": {"aws:SecureTransport": ["true"], "aws:ViaAWSService": ["maybe"]}} => false
;;   {"context": {"aws:SecureTransport": ["true"]}} => false

;; policy literally, under bool-variables=literal, expect unsat
;;   {"Condition": {"Bool": {"aws:SecureTransport": "${aws:ViaAWSService}"}}}
;; emits
(push 1)
(assert false)
(set-info :status unsat)
(check-sat)
(pop 1)

;; rows of literally
;;   {"context": {"aws:SecureTransport": ["true"], "aws:ViaAWSService": ["true"]}} => false
