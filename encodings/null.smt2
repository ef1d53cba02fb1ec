;; Null
;;
;; `"true"`: the key is absent; `"false"`: it is there (IAM/reference_policies_elements_condition_operators).
;; No variables, no IfExists, no negated form. With a set operator the policy simulator has ForAllValues:Null
;; always true and ForAnyValue:Null always false.
;;
;; Encoded as the `Bool` that the key is present, or its negation; for a key with several values, as "some
;; candidate element is in the set". Exact. A key without values and an absent key are one thing; a key with
;; an empty text is present.

(set-logic ALL)

;; policy absent
;;   {"Condition": {"Null": {"aws:TokenIssueTime": "true"}}}
;; emits
(push 1)
(declare-const |aws:tokenissuetime present| Bool)
(assert (not |aws:tokenissuetime present|))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of absent
;;   {"context": {}} => true
;;   {"context": {"aws:TokenIssueTime": []}} => true
;;   {"context": {"aws:TokenIssueTime": [""]}} => false
;;   {"context": {"aws:TokenIssueTime": ["2026-01-01"]}} => false

;; policy present
;;   {"Condition": {"Null": {"aws:TokenIssueTime": "false"}}}
;; emits
(push 1)
(declare-const |aws:tokenissuetime present| Bool)
(assert |aws:tokenissuetime present|)
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of present
;;   {"context": {}} => false
;;   {"context": {"aws:TokenIssueTime": [""]}} => true

;; policy tags-present
;;   {"Condition": {"Null": {"aws:TagKeys": "false"}}}
;; emits
(push 1)
(declare-const |aws:tagkeys 1 in| Bool)
(assert |aws:tagkeys 1 in|)
(set-info :status sat)
(check-sat)
(pop 1)

;; policy tags-absent
;;   {"Condition": {"Null": {"aws:TagKeys": "true"}}}
;; emits
(push 1)
(declare-const |aws:tagkeys 1 in| Bool)
(assert (not |aws:tagkeys 1 in|))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of tags-absent
;;   {"context": {}} => true
;;   {"context": {"aws:TagKeys": ["a", "b"]}} => false

;; policy never, expect unsat
;;   {"Condition": {"ForAnyValue:Null": {"aws:TagKeys": "true"}}}
;; emits
(push 1)
(assert false)
(set-info :status unsat)
(check-sat)
(pop 1)

;; rows of never
;;   {"context": {}} => false
;;   {"context": {"aws:TagKeys": ["a"]}} => false

;; policy like-anything
;;   {"Condition": {"StringLike": {"aws:TokenIssueTime": "*"}}}
;; emits
(push 1)
(declare-const |aws:tokenissuetime present| Bool)
(assert |aws:tokenissuetime present|)
(set-info :status sat)
(check-sat)
(pop 1)

;; law never-both: present and absent, expect unsat
(push 1)
(assert false)
(set-info :status unsat)
(check-sat)
(pop 1)
;; law always-one: not (present or absent), expect unsat
(push 1)
(assert false)
(set-info :status unsat)
(check-sat)
(pop 1)
;; law the-same-for-sets: (tags-present and tags-absent) or not (tags-present or tags-absent), expect unsat
(push 1)
(assert false)
(set-info :status unsat)
(check-sat)
(pop 1)
;; law present-is-like-anything: (present and not like-anything) or (like-anything and not present), expect unsat
(push 1)
(assert false)
(set-info :status unsat)
(check-sat)
(pop 1)
